package dev.tributary.aggregator.storage.logs.settings;

/**
 * What senders may ask of the log store. What single clusters may send is decided at the door, so these are the most that
 * any of them is allowed.
 *
 * @param clustersMax        clusters the store will ever hold at once
 * @param streamsMax         streams of each cluster
 * @param labelsMax          labels of a stream, the cluster not counted
 * @param labelNameBytesMax  length of a label's name
 * @param labelValueBytesMax length of a label's value
 * @param lineBytesMax       length of a line
 * @param metadataMax        structured metadata of an entry, in number
 * @param metadataBytesMax   structured metadata of an entry, in bytes of names and values
 */
public record LogStoreLimits(int clustersMax, int streamsMax, int labelsMax, int labelNameBytesMax,
        int labelValueBytesMax,
        int lineBytesMax, int metadataMax, int metadataBytesMax) {
    /** A stream takes about 1 KB while it has entries in memory, and 300 bytes otherwise. */
    public static final LogStoreLimits DEFAULT = new LogStoreLimits(2_000, 100_000, 64, 1024, 4096, 16 << 20, 256,
            256 << 10);

    private static final int COUNT_MAX = 1023;
    /** The catalogue keeps lengths in 16 bits. */
    private static final int TEXT_BYTES_MAX = 0xffff;
    private static final int LINE_BYTES_MAX = 64 << 20;

    public LogStoreLimits {
        require("logs.clusters_max", clustersMax, Integer.MAX_VALUE);
        require("logs.streams_per_cluster_max", streamsMax, Integer.MAX_VALUE);
        require("labels_max", labelsMax, COUNT_MAX);
        require("label_name_max", labelNameBytesMax, TEXT_BYTES_MAX);
        require("label_value_max", labelValueBytesMax, TEXT_BYTES_MAX);
        require("line_max", lineBytesMax, LINE_BYTES_MAX);
        require("metadata_labels_max", metadataMax, COUNT_MAX);
        require("metadata_max", metadataBytesMax, LINE_BYTES_MAX);
    }

    private static void require(String key, long value, long max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(key + " must be between 1 and " + max + ", is " + value);
        }
    }
}
