package dev.tributary.collector.batch;

/**
 * Where a batch is closed: at whichever comes first.
 *
 * @param samples samples and histograms
 * @param bytes   bytes of the message before compression
 */
public record BatchSize(int samples, int bytes) {
    /** About 60 bytes a sample before compression: the byte limit is for histograms and long labels. */
    public static final BatchSize DEFAULT = new BatchSize(5000, 1 << 20);

    public BatchSize {
        if (samples < 1 || bytes < 1) {
            throw new IllegalArgumentException("a batch holds something: " + samples + " samples, " + bytes + " bytes");
        }
    }
}
