package dev.tributary.runtime.config;

import java.util.List;

import dev.tributary.model.relabel.RelabelAction;
import dev.tributary.model.relabel.RelabelConfig;
import dev.tributary.model.relabel.Relabeling;

/** One entry of any {@code relabel_configs} as a configuration file writes it, in Prometheus' words. */
public record RelabelSettings(@Doc("Labels whose values are joined and matched.") List<String> sourceLabels,
        @Default("\";\"") @Doc("What stands between the joined values.") String separator,
        @Default("(.*)") @Doc("RE2 expression, anchored, that the joined values must match.") String regex,
        @Default("0") @Doc("Divisor of the hash, for hashmod.") long modulus,
        @Default("\"\"") @Doc("Label that the result goes to.") String targetLabel,
        @Default("$1") @Doc("What is written, with $1 for the first group.") String replacement,
        @Default("replace") @Doc("replace, keep, drop, keepequal, dropequal, hashmod, labelmap, labeldrop, labelkeep, lowercase or uppercase.") String action) {
    public RelabelSettings {
        sourceLabels = List.copyOf(sourceLabels);
        new RelabelConfig(sourceLabels, separator, regex, modulus, targetLabel, replacement, RelabelAction.of(action))
                .toRule();
    }

    /** These entries in order, ready to apply. */
    public static Relabeling relabeling(List<RelabelSettings> entries) {
        return Relabeling.of(entries.stream().map(RelabelSettings::toConfig).toList());
    }

    private RelabelConfig toConfig() {
        return new RelabelConfig(sourceLabels, separator, regex, modulus, targetLabel, replacement,
                RelabelAction.of(action));
    }
}
