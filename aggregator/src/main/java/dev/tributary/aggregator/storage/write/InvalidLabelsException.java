package dev.tributary.aggregator.storage.write;

/** Labels that no series can have. */
public final class InvalidLabelsException extends Exception {
    public InvalidLabelsException(String message) {
        super(message, null, false, false);
    }
}
