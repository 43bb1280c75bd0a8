package dev.tributary.collector.stages;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** Replaces what an expression finds. */
public record ReplaceStage(
        @Doc("RE2 expression; what its groups hold is replaced, without a group all of the match.") String expression,
        @Default("\"\"") @Doc("Extracted value to change. Empty: the line.") String source,
        @Default("\"\"") @Doc("What stands there afterwards: a template in which .Value is what stood there.") String replace) {
    public ReplaceStage {
        Expressions.compile("expression", expression);
        StageTemplates.parse("replace", replace);
    }
}
