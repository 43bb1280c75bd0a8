package dev.tributary.aggregator.storage.series;

/** A series that may not be created because its cluster has as many as it may have. */
public final class SeriesLimitException extends Exception {
    public SeriesLimitException(String message) {
        super(message, null, false, false);
    }
}
