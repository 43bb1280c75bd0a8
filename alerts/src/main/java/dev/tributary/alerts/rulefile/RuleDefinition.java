package dev.tributary.alerts.rulefile;

import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.tributary.model.Labels;

/** One rule as its file states it, with the group's labels already merged under its own. */
public sealed interface RuleDefinition {
    /** The metric it records or the name of its alert. */
    String name();

    String expression();

    /** Rule labels; values of alerting rules may hold templates. */
    Labels labels();

    /** Where the rule stands in its file. */
    Place place();

    /** Stores the result of an expression under a new name. */
    record Recording(String name, String expression, Labels labels, Place place) implements RuleDefinition {
    }

    /** Turns each element of an expression's result into an alert. */
    record Alerting(String name, String expression, Duration holdFor, Duration keepFiringFor, Labels labels,
            SortedMap<String, String> annotations, Place place) implements RuleDefinition {
        public Alerting {
            annotations = sorted(annotations);
        }

        private static SortedMap<String, String> sorted(Map<String, String> annotations) {
            return java.util.Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        }
    }

    /** Line and column, both from 1. */
    record Place(int line, int column) {
    }
}
