package dev.tributary.aggregator.config;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import org.jspecify.annotations.Nullable;

/** What one cluster may send of log lines. */
public record LogLimits(
        @Default("16MiB") @Doc("Bytes of log lines a second, averaged over ten seconds; above it requests get 429.") ByteSize bytesPerSecondMax,
        @Default("256KiB") @Doc("Longest line; longer ones are refused, or cut.") ByteSize lineMax,
        @Default("false") @Doc("Cuts lines that are longer than line_max instead of refusing them.") boolean lineTruncate,
        @Doc("What a cut line ends with, for example ...") @Nullable String lineTruncateMark,
        @Default("15") @Doc("Labels of one stream; a stream with more is refused.") int labelsMax,
        @Default("1KiB") @Doc("Longest name of a stream's label.") ByteSize labelNameMax,
        @Default("2KiB") @Doc("Longest value of a stream's label.") ByteSize labelValueMax,
        @Default("128") @Doc("Labels in the structured metadata of one line.") int metadataLabelsMax,
        @Default("64KiB") @Doc("Names and values in the structured metadata of one line, together.") ByteSize metadataMax,
        @Default("7d") @Doc("Oldest line that is taken, by its age; what is too old for the store's retention is refused as well.") Duration ageMax) {
    private static final int LABELS_MAX = 1000;

    /** The store keeps lengths of labels in 16 bits. */
    private static final int TEXT_BYTES_MAX = 0xffff;
    private static final int LINE_BYTES_MAX = 16 << 20;

    public LogLimits {
        requireBetween("bytes_per_second_max", bytesPerSecondMax.bytes(), Long.MAX_VALUE);
        requireBetween("line_max", lineMax.bytes(), LINE_BYTES_MAX);
        if (lineTruncateMark != null && lineTruncateMark.getBytes(StandardCharsets.UTF_8).length >= lineMax.bytes()) {
            throw new IllegalArgumentException("line_truncate_mark must be shorter than line_max, " + lineMax);
        }
        requireBetween("labels_max", labelsMax, LABELS_MAX);
        requireBetween("label_name_max", labelNameMax.bytes(), TEXT_BYTES_MAX);
        requireBetween("label_value_max", labelValueMax.bytes(), TEXT_BYTES_MAX);
        requireBetween("metadata_labels_max", metadataLabelsMax, LABELS_MAX);
        requireBetween("metadata_max", metadataMax.bytes(), LINE_BYTES_MAX);
        if (!ageMax.isPositive()) {
            throw new IllegalArgumentException("age_max must be longer than nothing");
        }
    }

    private static void requireBetween(String key, long value, long max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(key + " must be between 1 and " + max + ", is " + value);
        }
    }
}
