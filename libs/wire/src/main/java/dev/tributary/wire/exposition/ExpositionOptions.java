package dev.tributary.wire.exposition;

/**
 * What a scraper may ask of a parser.
 *
 * @param createdAsStart    OpenMetrics' {@code _created} samples become start timestamps of the samples beside them instead of
 *                          series of their own
 * @param classicWithNative a protobuf histogram that is native and has classic buckets too gives both, not only the native
 *                          one
 */
public record ExpositionOptions(boolean createdAsStart, boolean classicWithNative) {
    /** As Prometheus scrapes by default. */
    public static final ExpositionOptions DEFAULT = new ExpositionOptions(false, false);
}
