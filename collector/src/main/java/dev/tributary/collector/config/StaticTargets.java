package dev.tributary.collector.config;

import java.util.List;
import java.util.Map;

import dev.tributary.runtime.config.Doc;

/** One entry of static_configs. */
public record StaticTargets(@Doc("Addresses as host:port.") List<String> targets,
        @Doc("Labels of all series of these targets.") Map<String, String> labels) {
    public StaticTargets {
        targets = List.copyOf(targets);
        labels = Map.copyOf(labels);
        for (String target : targets) {
            if (target.isBlank() || target.contains("/")) {
                throw new IllegalArgumentException(
                        "targets are addresses like host:9090, without scheme and path; '" + target + "' is none");
            }
        }
    }
}
