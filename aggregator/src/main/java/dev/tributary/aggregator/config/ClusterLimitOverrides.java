package dev.tributary.aggregator.config;

import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Doc;
import org.jspecify.annotations.Nullable;

/** Limits of one cluster that differ from those of all; absent ones stay as they are. */
public record ClusterLimitOverrides(@Doc("See limits.") @Nullable Long samplesPerSecondMax,
        @Doc("See limits.") @Nullable Integer labelsMax, @Doc("See limits.") @Nullable ByteSize labelNameMax,
        @Doc("See limits.") @Nullable ByteSize labelValueMax,
        @Doc("Limits of log lines.") @Nullable LogLimitOverrides logs) {

    ClusterLimits over(ClusterLimits limits) {
        return new ClusterLimits(samplesPerSecondMax == null ? limits.samplesPerSecondMax() : samplesPerSecondMax,
                labelsMax == null ? limits.labelsMax() : labelsMax,
                labelNameMax == null ? limits.labelNameMax() : labelNameMax,
                labelValueMax == null ? limits.labelValueMax() : labelValueMax,
                logs == null ? limits.logs() : logs.over(limits.logs()));
    }
}
