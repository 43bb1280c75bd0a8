package dev.tributary.aggregator.config;

import java.time.Duration;

import dev.tributary.aggregator.storage.settings.RetentionOptions;
import dev.tributary.runtime.config.Doc;
import org.jspecify.annotations.Nullable;

/** How long things of one cluster are kept where that differs from others; absent ones stay as they are. */
public record ClusterRetention(@Doc("Instead of retention.") @Nullable Duration samples,
        @Doc("Instead of exemplar_retention.") @Nullable Duration exemplars) {
    /** What holds for the cluster; exemplars never outlive their samples. */
    RetentionOptions.Kinds over(RetentionOptions.Kinds usual) {
        Duration kept = samples == null ? usual.samples() : samples;
        if (exemplars != null) {
            return new RetentionOptions.Kinds(kept, exemplars);
        }
        return new RetentionOptions.Kinds(kept, kept.compareTo(usual.exemplars()) < 0 ? kept : usual.exemplars());
    }
}
