package dev.tributary.collector.stages;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** Named groups of an expression become extracted values. */
public record RegexStage(@Doc("RE2 expression with named groups, not anchored.") String expression,
        @Default("\"\"") @Doc("Extracted value to match. Empty: the line.") String source,
        @Default("false") @Doc("Also make each named group a label.") boolean labelsFromGroups) {
    public RegexStage {
        if (Expressions.compile("expression", expression).namedGroups().isEmpty()) {
            throw new IllegalArgumentException("expression has no named group, as in (?P<level>\\w+)");
        }
    }
}
