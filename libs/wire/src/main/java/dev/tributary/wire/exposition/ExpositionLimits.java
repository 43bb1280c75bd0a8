package dev.tributary.wire.exposition;

/**
 * How much of a page a parser holds at once. A page itself may be of any length.
 *
 * @param entryBytesMax bytes of one line, of one metric of a protobuf family, or of the lines that OpenMetrics groups by one
 *                      created timestamp
 * @param labelsMax     labels of one sample, the metric name included
 */
public record ExpositionLimits(int entryBytesMax, int labelsMax) {
    /** One MiB for an entry (a native histogram of 160 buckets takes about one KiB) and 256 labels. */
    public static final ExpositionLimits DEFAULT = new ExpositionLimits(1 << 20, 256);

    public ExpositionLimits {
        if (entryBytesMax < 64 || entryBytesMax > 1 << 28) {
            throw new IllegalArgumentException("entryBytesMax must be from 64 B to 256 MiB, not " + entryBytesMax);
        }
        if (labelsMax < 1 || labelsMax > 1024) {
            throw new IllegalArgumentException("labelsMax must be from 1 to 1024, not " + labelsMax);
        }
    }
}
