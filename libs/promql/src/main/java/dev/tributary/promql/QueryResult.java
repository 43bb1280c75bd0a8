package dev.tributary.promql;

import java.util.List;

/**
 * An answer with its annotations (full text with position, as Prometheus prints them, warnings apart from infos) and cost.
 *
 * @param independent whether each step is what it would be in any other query that asks for it with the same step, and rests
 *                    on no sample that is later than the step
 */
public record QueryResult(QueryValue value, List<String> warnings, List<String> infos, QueryStats stats,
        boolean independent) {
    public QueryResult {
        warnings = List.copyOf(warnings);
        infos = List.copyOf(infos);
    }
}
