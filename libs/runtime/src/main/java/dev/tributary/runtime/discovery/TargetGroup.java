package dev.tributary.runtime.discovery;

import java.util.List;
import java.util.Map;

/** Targets that share labels: {@code host:port} each, as Prometheus' discovery lists them. */
public record TargetGroup(List<String> targets, Map<String, String> labels) {
    public TargetGroup {
        targets = List.copyOf(targets);
        labels = Map.copyOf(labels);
    }
}
