package dev.tributary.logql.parser;

import java.util.List;

import dev.tributary.logql.ast.LabelFilter;

/**
 * Conditions on single labels that stand behind a parser with nothing between that changes a label. A value that fails one
 * fails the entry, so the parser can stop.
 */
public final class EarlyFilters {
    /** No conditions. */
    public static final EarlyFilters NONE = new EarlyFilters(List.of());

    private final List<LabelFilter.Text> filters;

    public EarlyFilters(List<LabelFilter.Text> filters) {
        this.filters = List.copyOf(filters);
    }

    /** False when a label of that value cannot pass. */
    boolean keep(String label, String value) {
        for (LabelFilter.Text filter : filters) {
            if (filter.matcher().name().equals(label) && !filter.matcher().matches(value)) {
                return false;
            }
        }
        return true;
    }
}
