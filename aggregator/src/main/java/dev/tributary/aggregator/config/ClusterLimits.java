package dev.tributary.aggregator.config;

import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** What one cluster may send. */
public record ClusterLimits(
        @Default("2000000") @Doc("Samples a second, averaged over ten seconds; above it requests get 429.") long samplesPerSecondMax,
        @Default("256") @Doc("Labels of one series; a series with more is refused.") int labelsMax,
        @Default("1KiB") @Doc("Longest label name, at most 65535 bytes; a series with a longer one is refused.") ByteSize labelNameMax,
        @Default("16KiB") @Doc("Longest label value, at most 65535 bytes; a series with a longer one is refused.") ByteSize labelValueMax,
        @Doc("Limits of log lines.") LogLimits logs) {
    /** The store sorts labels by insertion, in square time. */
    private static final int LABELS_MAX = 1000;

    /** The store keeps lengths in 16 bits. */
    private static final int TEXT_BYTES_MAX = 0xffff;

    public ClusterLimits {
        requirePositive("samples_per_second_max", samplesPerSecondMax);
        requireBetween("labels_max", labelsMax, LABELS_MAX);
        requireBetween("label_name_max", labelNameMax.bytes(), TEXT_BYTES_MAX);
        requireBetween("label_value_max", labelValueMax.bytes(), TEXT_BYTES_MAX);
    }

    private static void requirePositive(String key, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1, is " + value);
        }
    }

    private static void requireBetween(String key, long value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(key + " must be between 1 and " + max + ", is " + value);
        }
    }
}
