package dev.tributary.aggregator.config;

import java.time.Duration;

import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Doc;
import org.jspecify.annotations.Nullable;

/** Limits of one cluster's log lines that differ from those of all; absent ones stay as they are. */
public record LogLimitOverrides(@Doc("See limits.logs.") @Nullable ByteSize bytesPerSecondMax,
        @Doc("See limits.logs.") @Nullable ByteSize lineMax, @Doc("See limits.logs.") @Nullable Boolean lineTruncate,
        @Doc("See limits.logs.") @Nullable String lineTruncateMark,
        @Doc("See limits.logs.") @Nullable Integer labelsMax,
        @Doc("See limits.logs.") @Nullable ByteSize labelNameMax,
        @Doc("See limits.logs.") @Nullable ByteSize labelValueMax,
        @Doc("See limits.logs.") @Nullable Integer metadataLabelsMax,
        @Doc("See limits.logs.") @Nullable ByteSize metadataMax, @Doc("See limits.logs.") @Nullable Duration ageMax) {
    LogLimits over(LogLimits limits) {
        return new LogLimits(or(bytesPerSecondMax, limits.bytesPerSecondMax()), or(lineMax, limits.lineMax()),
                or(lineTruncate, limits.lineTruncate()),
                lineTruncateMark == null ? limits.lineTruncateMark() : lineTruncateMark,
                or(labelsMax, limits.labelsMax()), or(labelNameMax, limits.labelNameMax()),
                or(labelValueMax, limits.labelValueMax()), or(metadataLabelsMax, limits.metadataLabelsMax()),
                or(metadataMax, limits.metadataMax()), or(ageMax, limits.ageMax()));
    }

    private static <T> T or(@Nullable T own, T common) {
        return own == null ? common : own;
    }
}
