package dev.tributary.runtime.discovery;

import java.util.List;
import java.util.Map;

import dev.tributary.runtime.config.Doc;

/** One entry of {@code static_configs}: targets written down. */
public record StaticTargets(@Doc("host:port of each target.") List<String> targets,
        @Doc("Labels of all of them.") Map<String, String> labels) {
    public StaticTargets {
        targets = List.copyOf(targets);
        labels = Map.copyOf(labels);
        for (String target : targets) {
            if (target.contains("/")) {
                throw new IllegalArgumentException("\"" + target + "\" is not a valid hostname: write host:port only");
            }
        }
    }

    /** The group it stands for. */
    public TargetGroup group() {
        return new TargetGroup(targets, labels);
    }
}
