package dev.tributary.promql;

import java.util.List;

/**
 * An answer with its annotations (full text with position, as Prometheus prints them, warnings apart from infos) and cost.
 */
public record QueryResult(QueryValue value, List<String> warnings, List<String> infos, QueryStats stats) {
    public QueryResult {
        warnings = List.copyOf(warnings);
        infos = List.copyOf(infos);
    }
}
