package dev.tributary.logql;

import java.util.List;

import dev.tributary.logql.value.LogqlValue;

/** An answer with what the asker must be told of it, and its cost. */
public record LogqlResult(LogqlValue value, List<String> warnings, QueryStats stats) {
    public LogqlResult {
        warnings = List.copyOf(warnings);
    }
}
