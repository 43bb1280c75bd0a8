package dev.tributary.aggregator.storage.settings;

/**
 * What senders may ask of the store.
 *
 * @param clustersMax        clusters the store will ever hold at once
 * @param seriesMax          series in memory for each cluster
 * @param labelsMax          labels of a series, the metric name counted, the cluster not
 * @param labelNameBytesMax  length of a label name
 * @param labelValueBytesMax length of a label value
 * @param metadataMax        distinct metadata statements for each cluster
 */
public record StorageLimits(int clustersMax, int seriesMax, int labelsMax, int labelNameBytesMax,
        int labelValueBytesMax, int metadataMax) {
    /** Two million series are about 400 MB; label sizes leave room for what Kubernetes allows in annotations. */
    public static final StorageLimits DEFAULT = new StorageLimits(2_000, 2_000_000, 64, 1024, 4096, 20_000);

    /** Lengths are stored in 16 bits. */
    private static final int TEXT_BYTES_MAX = 0xffff;

    public StorageLimits {
        require(clustersMax > 0, "storage.limits.clusters_max", clustersMax);
        require(seriesMax > 0, "storage.limits.series_max", seriesMax);
        require(labelsMax > 0 && labelsMax <= 1000, "storage.limits.labels_max", labelsMax);
        require(labelNameBytesMax > 0 && labelNameBytesMax <= TEXT_BYTES_MAX, "storage.limits.label_name_bytes_max",
                labelNameBytesMax);
        require(labelValueBytesMax > 0 && labelValueBytesMax <= TEXT_BYTES_MAX, "storage.limits.label_value_bytes_max",
                labelValueBytesMax);
        require(metadataMax > 0, "storage.limits.metadata_max", metadataMax);
    }

    private static void require(boolean condition, String key, int value) {
        if (!condition) {
            throw new IllegalArgumentException(key + " is " + value + ", which is not usable");
        }
    }
}
