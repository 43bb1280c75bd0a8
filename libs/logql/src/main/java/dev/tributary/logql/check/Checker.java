package dev.tributary.logql.check;

import java.util.List;

import dev.tributary.logql.ast.Expr;
import dev.tributary.logql.ast.LogExpr;
import dev.tributary.logql.ast.MetricExpr;
import dev.tributary.logql.ast.VectorOperation;
import dev.tributary.logql.parse.ParseException;
import dev.tributary.model.LabelPattern;
import dev.tributary.model.Matcher;

/** Checks a parsed query from the outside in; the first problem counts. */
public final class Checker {
    private static final String SELECTS_ALL = "queries require at least one regexp or equality matcher that does not "
            + "have an empty-compatible value. For instance, app=~\".*\" does not meet this requirement, but "
            + "app=~\".+\" will";

    private Checker() {
    }

    /**
     * Gives back the expression that was found to be right.
     *
     * @throws ParseException in Loki's words
     */
    public static Expr check(Expr expr) {
        switch (expr) {
            case LogExpr log -> selects(log.matchers());
            case MetricExpr metric -> metric(metric);
        }
        return expr;
    }

    private static void metric(MetricExpr expr) {
        switch (expr) {
            case MetricExpr.Literal _,MetricExpr.ConstantVector _ -> {
            }
            case MetricExpr.RangeAggregate aggregate -> range(aggregate);
            case MetricExpr.VectorAggregate aggregate -> vector(aggregate);
            case MetricExpr.Binary binary -> binary(binary);
            case MetricExpr.LabelReplace replace -> replace(replace);
        }
    }

    /**
     * Refuses matchers that every stream could satisfy.
     *
     * @throws ParseException in Loki's words
     */
    public static void selects(List<Matcher> matchers) {
        if (matchers.stream().allMatch(Matcher::matchesEmpty)) {
            throw ParseException.of(SELECTS_ALL);
        }
    }

    private static void range(MetricExpr.RangeAggregate aggregate) {
        String keyword = aggregate.operation().keyword();
        if (aggregate.grouping() != null && !aggregate.operation().allowsGrouping()) {
            throw ParseException.of("grouping not allowed for " + keyword + " aggregation");
        }
        if (aggregate.range().unwrap() != null) {
            if (!aggregate.operation().allowsUnwrap()) {
                throw ParseException.of("invalid aggregation " + keyword + " with unwrap");
            }
        } else if (!aggregate.operation().allowsPlain()) {
            throw ParseException.of("invalid aggregation " + keyword + " without unwrap");
        }
        selects(aggregate.range().input().matchers());
    }

    private static void vector(MetricExpr.VectorAggregate aggregate) {
        boolean sorts = aggregate.operation() == VectorOperation.SORT
                || aggregate.operation() == VectorOperation.SORT_DESC;
        if (sorts && !aggregate.grouping().labels().isEmpty()) {
            throw ParseException.of("sort and sort_desc doesn't allow grouping by ");
        }
        noNumber(aggregate.input());
        metric(aggregate.input());
    }

    private static void binary(MetricExpr.Binary binary) {
        if (binary.operator().isSet()) {
            noLiteral("left", binary, binary.left());
            noLiteral("right", binary, binary.right());
        }
        metric(binary.left());
        metric(binary.right());
    }

    private static void noLiteral(String side, MetricExpr.Binary binary, MetricExpr leg) {
        if (leg instanceof MetricExpr.Literal(double value)) {
            throw ParseException.of("unexpected literal for " + side + " leg of logical/set binary operation ("
                    + binary.operator().symbol() + "): " + "%.6f".formatted(value));
        }
    }

    private static void replace(MetricExpr.LabelReplace replace) {
        try {
            // Refuses what would compile to more than memory holds, too.
            LabelPattern.compile("^(?:" + replace.pattern() + ")$");
        } catch (IllegalArgumentException e) {
            throw ParseException.of("invalid regex in label_replace: " + e.getMessage());
        }
        noNumber(replace.input());
        metric(replace.input());
    }

    /** Series are wanted, and a number without a selector or {@code vector()} has none. */
    private static void noNumber(MetricExpr input) {
        if (isNumber(input)) {
            throw ParseException.of(SELECTS_ALL);
        }
    }

    private static boolean isNumber(MetricExpr expr) {
        return switch (expr) {
            case MetricExpr.Literal _ -> true;
            case MetricExpr.Binary binary -> isNumber(binary.left()) && isNumber(binary.right());
            default -> false;
        };
    }
}
