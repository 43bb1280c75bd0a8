package dev.tributary.alerts.rulefile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Labels;

/** Finds rules of a file that give the same series or alerts: same name and labels. promtool's lint of that name. */
public final class DuplicateRules {
    private DuplicateRules() {
    }

    /** A name and label set that more than one rule has. */
    public record Duplicate(String name, Labels labels) {
        private static final Comparator<Duplicate> ORDER = Comparator.comparing(Duplicate::name)
                .thenComparing(Duplicate::labels);
    }

    /** Each duplicate once, in order of name and labels. */
    public static List<Duplicate> in(List<GroupDefinition> groups) {
        Map<Duplicate, Integer> counts = new HashMap<>();
        for (GroupDefinition group : groups) {
            group.rules().forEach(rule -> counts.merge(new Duplicate(rule.name(), rule.labels()), 1, Integer::sum));
        }
        List<Duplicate> found = new ArrayList<>();
        counts.forEach((rule, count) -> {
            if (count > 1) {
                found.add(rule);
            }
        });
        found.sort(Duplicate.ORDER);
        return found;
    }
}
