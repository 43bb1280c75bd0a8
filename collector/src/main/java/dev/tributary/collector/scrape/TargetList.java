package dev.tributary.collector.scrape;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.tributary.model.Labels;
import dev.tributary.runtime.discovery.TargetGroup;

/**
 * The targets of a job as discovery and relabeling leave them.
 *
 * @param targets each once
 * @param dropped how many relabeling dropped
 * @param shown   of the dropped, those the status shows, with the labels that the rules saw
 * @param invalid how many are no targets by their labels
 * @param problem why the first of them is none, empty where there is none
 */
record TargetList(Set<ScrapeTarget> targets, int dropped, List<Labels> shown, int invalid, String problem) {
    /** Before discovery has told anything. */
    static final TargetList EMPTY = new TargetList(Set.of(), 0, List.of(), 0, "");

    /** Applies the rules to all groups. Takes time for many targets: not for an event loop. */
    static TargetList of(Collection<List<TargetGroup>> sources, TargetRules rules, int shownMax) {
        Making making = new Making(rules, shownMax);
        sources.forEach(groups -> groups.forEach(
                group -> group.targets().forEach(address -> making.add(rules.discovered(address, group.labels())))));
        return new TargetList(making.targets, making.dropped, List.copyOf(making.shown), making.invalid,
                making.problem);
    }

    /** A list while it grows. */
    private static final class Making {
        private final TargetRules rules;
        private final int shownMax;
        private final Set<ScrapeTarget> targets = new LinkedHashSet<>();
        private final List<Labels> shown = new ArrayList<>();
        private int dropped;
        private int invalid;
        private String problem = "";

        Making(TargetRules rules, int shownMax) {
            this.rules = rules;
            this.shownMax = shownMax;
        }

        void add(Labels discovered) {
            try {
                switch (rules.choose(discovered)) {
                    case TargetChoice.Chosen(ScrapeTarget target) -> targets.add(target);
                    case TargetChoice.Dropped(Labels labels) -> drop(labels);
                }
            } catch (IllegalArgumentException e) {
                invalid++;
                problem = problem.isEmpty() ? e.getMessage() + " in " + discovered : problem;
            }
        }

        private void drop(Labels labels) {
            dropped++;
            if (shownMax == 0 || shown.size() < shownMax) {
                shown.add(labels);
            }
        }
    }
}
