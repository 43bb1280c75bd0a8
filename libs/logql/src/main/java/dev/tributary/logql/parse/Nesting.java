package dev.tributary.logql.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

import dev.tributary.logql.ast.LabelFilter;
import dev.tributary.logql.ast.MetricExpr;

/**
 * Bounds how deep a query may nest: parsing, printing and running recurse, and a query must not be able to exhaust the
 * stack. Chains of operators make a tree as deep as they are long without nesting in the text.
 */
final class Nesting {
    static final int LEVELS_MAX = 500;
    static final String PROBLEM = "expression is nested too deeply, the limit is " + LEVELS_MAX + " levels";

    private Nesting() {
    }

    static void check(MetricExpr root) {
        check(root, MetricExpr::children);
    }

    static void check(LabelFilter root) {
        check(root, filter -> switch (filter) {
            case LabelFilter.And(LabelFilter left, LabelFilter right) -> List.of(left, right);
            case LabelFilter.Or(LabelFilter left, LabelFilter right) -> List.of(left, right);
            case LabelFilter.Text _,LabelFilter.Numeric _,LabelFilter.Duration _,LabelFilter.Bytes _,LabelFilter.Ip _ ->
                List.of();
        });
    }

    private static <T> void check(T root, Function<T, List<T>> children) {
        Deque<T> level = new ArrayDeque<>(List.of(root));
        for (int depth = 1; !level.isEmpty(); depth++) {
            if (depth > LEVELS_MAX) {
                throw ParseException.of(PROBLEM);
            }
            Deque<T> next = new ArrayDeque<>();
            level.forEach(node -> next.addAll(children.apply(node)));
            level = next;
        }
    }
}
