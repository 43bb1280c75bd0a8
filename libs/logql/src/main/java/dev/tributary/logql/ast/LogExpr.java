package dev.tributary.logql.ast;

import java.util.List;

import dev.tributary.model.Matcher;

/** Lines of the streams that satisfy all matchers, sent through the stages one by one. */
public record LogExpr(List<Matcher> matchers, List<Stage> stages) implements Expr {
    public LogExpr {
        matchers = List.copyOf(matchers);
        stages = List.copyOf(stages);
    }
}
