package dev.tributary.aggregator.config;

import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Doc;
import org.jspecify.annotations.Nullable;

/** Limits of one cluster that differ from those of all; absent ones stay as they are. */
public record ClusterLimitOverrides(@Doc("See limits.") @Nullable Long samplesPerSecondMax,
        @Doc("See limits.") @Nullable Integer labelsMax, @Doc("See limits.") @Nullable ByteSize labelNameMax,
        @Doc("See limits.") @Nullable ByteSize labelValueMax) {
    public ClusterLimitOverrides {
        over(samplesPerSecondMax, labelsMax, labelNameMax, labelValueMax,
                new ClusterLimits(1, 1, new ByteSize(1), new ByteSize(1)));
    }

    ClusterLimits over(ClusterLimits limits) {
        return over(samplesPerSecondMax, labelsMax, labelNameMax, labelValueMax, limits);
    }

    private static ClusterLimits over(@Nullable Long samples, @Nullable Integer labels, @Nullable ByteSize name,
            @Nullable ByteSize value, ClusterLimits limits) {
        return new ClusterLimits(samples == null ? limits.samplesPerSecondMax() : samples,
                labels == null ? limits.labelsMax() : labels, name == null ? limits.labelNameMax() : name,
                value == null ? limits.labelValueMax() : value);
    }
}
