package dev.tributary.model.relabel;

import java.util.List;
import java.util.Optional;

import dev.tributary.model.Labels;

/** Relabel rules in their order: what {@code relabel_configs} does. Immutable and safe for several threads. */
public record Relabeling(List<RelabelRule> rules) {
    /** Changes nothing. */
    public static final Relabeling NONE = new Relabeling(List.of());

    public Relabeling {
        rules = List.copyOf(rules);
    }

    /**
     * The rules of a configuration's entries.
     *
     * @throws IllegalArgumentException in Prometheus' words, with the place in the list, when an entry is not usable
     */
    public static Relabeling of(List<RelabelConfig> entries) {
        RelabelRule[] rules = new RelabelRule[entries.size()];
        for (int i = 0; i < rules.length; i++) {
            try {
                rules[i] = entries.get(i).toRule();
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("relabel rule " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return new Relabeling(List.of(rules));
    }

    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /** The labels after all rules, or nothing when a rule drops what carries them. */
    public Optional<Labels> apply(Labels labels) {
        if (rules.isEmpty()) {
            return Optional.of(labels);
        }
        Labels.Builder builder = labels.toBuilder();
        return apply(builder) ? Optional.of(builder.build()) : Optional.empty();
    }

    /** Applies the rules in place; false as soon as one drops, with the labels as that rule found them. */
    public boolean apply(Labels.Builder labels) {
        for (RelabelRule rule : rules) {
            if (!rule.apply(labels)) {
                return false;
            }
        }
        return true;
    }
}
