package dev.tributary.collector.logfiles;

import java.util.List;
import java.util.Optional;

import dev.tributary.collector.config.LogStreamSettings;
import dev.tributary.collector.identity.Identity;
import dev.tributary.model.Labels;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.runtime.config.RelabelSettings;

/** Labels of a log as they are found, to labels of its stream and structured metadata of its entries. */
public record TargetRules(Relabeling relabeling, List<String> structured, Identity identity) {
    private static final String HIDDEN = "__";

    public TargetRules {
        structured = List.copyOf(structured);
    }

    /** As they are configured. */
    public static TargetRules of(LogStreamSettings streams, Identity identity) {
        return new TargetRules(RelabelSettings.relabeling(streams.relabelConfigs()), streams.structuredMetadata(),
                identity);
    }

    /** What a log is known by. */
    public record LogLabels(Labels stream, Labels metadata) {
    }

    /** Empty when relabeling drops the log. */
    public Optional<LogLabels> apply(Labels found) {
        return relabeling.apply(found).map(this::split);
    }

    private LogLabels split(Labels relabeled) {
        Labels.Builder stream = Labels.builder();
        Labels.Builder metadata = Labels.builder();
        relabeled.forEach((name, value) -> {
            if (structured.contains(name)) {
                metadata.set(name, value);
            } else if (!name.startsWith(HIDDEN)) {
                stream.set(name, value);
            }
        });
        identity.stamp(stream);
        return new LogLabels(stream.build(), metadata.build());
    }
}
