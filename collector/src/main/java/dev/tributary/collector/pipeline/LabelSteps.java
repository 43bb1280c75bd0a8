package dev.tributary.collector.pipeline;

import java.util.List;
import java.util.Map;

import dev.tributary.model.Labels;
import dev.tributary.runtime.config.TextOrKey;

/** The stages that set and remove labels. */
final class LabelSteps {
    private LabelSteps() {
    }

    /** Labels from extracted values; what was not found sets none. */
    static StagePlan set(Map<String, TextOrKey> labels) {
        return (next, _) -> entry -> {
            labels.forEach((name, source) -> {
                Object value = entry.extracted().get(source.value().isEmpty() ? name : source.value());
                if (value != null) {
                    entry.label(name, ExtractedText.of(value));
                }
            });
            next.accept(entry);
        };
    }

    /** Structured metadata from extracted values, or from labels, which then are none any more. */
    static StagePlan structured(Map<String, TextOrKey> metadata) {
        return (next, _) -> entry -> {
            metadata.forEach((name, source) -> {
                String from = source.value().isEmpty() ? name : source.value();
                Object value = entry.extracted().get(from);
                String label = entry.labels().get(from);
                if (value != null) {
                    entry.metadata(name, ExtractedText.of(value));
                } else if (!label.isEmpty()) {
                    entry.metadata(name, label);
                    entry.label(from, "");
                }
            });
            next.accept(entry);
        };
    }

    static StagePlan drop(List<String> names) {
        return (next, _) -> entry -> {
            entry.labels(entry.labels().dropAllOf(names));
            next.accept(entry);
        };
    }

    static StagePlan keep(List<String> names) {
        return (next, _) -> entry -> {
            entry.labels(entry.labels().keepOnly(names));
            next.accept(entry);
        };
    }

    static StagePlan fixed(Labels labels) {
        return (next, _) -> entry -> {
            labels.forEach(entry::label);
            next.accept(entry);
        };
    }
}
