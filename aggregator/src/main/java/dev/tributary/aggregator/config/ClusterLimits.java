package dev.tributary.aggregator.config;

import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** What one cluster may send. */
public record ClusterLimits(
        @Default("2000000") @Doc("Samples a second, averaged over ten seconds; above it requests get 429.") long samplesPerSecondMax,
        @Default("256") @Doc("Labels of one series; a series with more is refused.") int labelsMax,
        @Default("1KiB") @Doc("Longest label name; a series with a longer one is refused.") ByteSize labelNameMax,
        @Default("16KiB") @Doc("Longest label value; a series with a longer one is refused.") ByteSize labelValueMax) {
    public ClusterLimits {
        requirePositive("samples_per_second_max", samplesPerSecondMax);
        requirePositive("labels_max", labelsMax);
        requirePositive("label_name_max", labelNameMax.bytes());
        requirePositive("label_value_max", labelValueMax.bytes());
    }

    static void requirePositive(String key, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1, is " + value);
        }
    }
}
