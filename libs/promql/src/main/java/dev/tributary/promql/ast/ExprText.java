package dev.tributary.promql.ast;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

import dev.tributary.model.Matcher;
import org.jspecify.annotations.Nullable;

/** Writes an expression back as a query on one line, as Prometheus prints it. Parsing the text gives the same tree. */
public final class ExprText {
    private ExprText() {
    }

    public static String format(Expr expr) {
        return switch (expr) {
            case Expr.NumberLiteral literal -> number(literal.value(), literal.writtenAsDuration());
            case Expr.StringLiteral literal -> StringText.quote(literal.value());
            case Expr.Paren paren -> "(" + format(paren.inner()) + ")";
            case Expr.Unary unary -> (unary.negative() ? "-" : "+") + format(unary.inner());
            case Expr.Binary binary -> chain(binary.chain());
            case Expr.Aggregate aggregate -> aggregation(aggregate) + "(" + arguments(aggregate) + ")";
            case Expr.Call call -> call.function().name() + "(" + list(call.arguments()) + ")";
            case Expr.VectorSelector selector -> selector(selector);
            case Expr.MatrixSelector matrix -> matrix(matrix);
            case Expr.Subquery subquery -> format(subquery.inner()) + subquerySuffix(subquery);
        };
    }

    private static String chain(List<Expr.Binary> links) {
        StringBuilder out = new StringBuilder(format(links.getFirst().left()));
        links.forEach(link -> out.append(' ').append(operator(link)).append(' ').append(format(link.right())));
        return out.toString();
    }

    private static String list(List<Expr> exprs) {
        return exprs.stream().map(ExprText::format).collect(Collectors.joining(", "));
    }

    private static String number(double value, boolean asDuration) {
        return asDuration ? DurationText.format(Math.round(value * 1000)) : NumberText.fixed(value);
    }

    /** An operator with its modifiers. */
    public static String operator(Expr.Binary binary) {
        StringBuilder out = new StringBuilder(binary.operator().symbol());
        if (binary.returnBool()) {
            out.append(" bool");
        }
        VectorMatching matching = binary.matching();
        if (matching != null) {
            appendMatching(out, matching);
        }
        return out.toString();
    }

    private static void appendMatching(StringBuilder out, VectorMatching matching) {
        boolean grouped = matching.cardinality() == VectorMatching.Cardinality.MANY_TO_ONE
                || matching.cardinality() == VectorMatching.Cardinality.ONE_TO_MANY;
        if (!matching.labels().isEmpty() || matching.on() || grouped) {
            out.append(matching.on() ? " on (" : " ignoring (").append(labels(matching.labels())).append(')');
        }
        if (grouped) {
            boolean left = matching.cardinality() == VectorMatching.Cardinality.MANY_TO_ONE;
            out.append(left ? " group_left (" : " group_right (").append(labels(matching.include())).append(')');
        }
        Double left = matching.fillLeft();
        Double right = matching.fillRight();
        if (left != null && left.equals(right)) {
            out.append(" fill (").append(NumberText.general(left)).append(')');
            return;
        }
        if (left != null) {
            out.append(" fill_left (").append(NumberText.general(left)).append(')');
        }
        if (right != null) {
            out.append(" fill_right (").append(NumberText.general(right)).append(')');
        }
    }

    private static String labels(List<String> names) {
        return names.stream().map(name -> StringText.isPlainLabelName(name) ? name : StringText.quote(name))
                .collect(Collectors.joining(", "));
    }

    /** The aggregation with its grouping, without arguments. */
    static String aggregation(Expr.Aggregate aggregate) {
        String keyword = aggregate.operation().keyword();
        Grouping grouping = aggregate.grouping();
        if (grouping.without()) {
            return keyword + " without (" + labels(grouping.labels()) + ") ";
        }
        return grouping.labels().isEmpty() ? keyword : keyword + " by (" + labels(grouping.labels()) + ") ";
    }

    private static String arguments(Expr.Aggregate aggregate) {
        Expr parameter = aggregate.parameter();
        return (parameter == null ? "" : format(parameter) + ", ") + format(aggregate.input());
    }

    private static String selector(Expr.VectorSelector selector) {
        return series(selector) + at(selector.shift().at()) + extension(selector.extension())
                + offset(selector.shift().offset());
    }

    private static String series(Expr.VectorSelector selector) {
        String matchers = selector.matchers().stream().filter(matcher -> !selector.isNameMatcher(matcher))
                .map(Matcher::toString).sorted().collect(Collectors.joining(","));
        return selector.name() + (matchers.isEmpty() ? "" : "{" + matchers + "}");
    }

    private static String matrix(Expr.MatrixSelector matrix) {
        Expr.VectorSelector selector = matrix.selector();
        return series(selector) + "[" + duration(matrix.range()) + "]" + extension(selector.extension())
                + at(selector.shift().at()) + offset(selector.shift().offset());
    }

    private static String extension(RangeExtension extension) {
        return extension == RangeExtension.NONE ? "" : " " + extension.keyword();
    }

    /** Range, step and modifiers of a subquery. */
    static String subquerySuffix(Expr.Subquery subquery) {
        DurationExpr step = subquery.step();
        return "[" + duration(subquery.range()) + ":" + (step == null ? "" : duration(step)) + "]"
                + at(subquery.shift().at()) + offset(subquery.shift().offset());
    }

    private static String at(@Nullable AtModifier at) {
        return switch (at) {
            case null -> "";
            case AtModifier.Start _ -> " @ start()";
            case AtModifier.End _ -> " @ end()";
            case AtModifier.Fixed(long millis) -> " @ " + BigDecimal.valueOf(millis, 3).toPlainString();
        };
    }

    private static String offset(@Nullable DurationExpr offset) {
        if (offset == null || offset instanceof DurationExpr.Literal literal && literal.seconds() == 0) {
            return "";
        }
        return " offset " + duration(offset);
    }

    /** A duration; literals always with units. */
    static String duration(DurationExpr duration) {
        return duration instanceof DurationExpr.Literal literal
                ? DurationText.format(Math.round(literal.seconds() * 1000))
                : durationTerm(duration);
    }

    /** A duration inside an expression: numbers stay numbers there. */
    private static String durationTerm(DurationExpr duration) {
        return switch (duration) {
            case DurationExpr.Literal literal -> number(literal.seconds(), literal.writtenAsDuration());
            case DurationExpr.Step _ -> "step()";
            case DurationExpr.Range _ -> "range()";
            case DurationExpr.Negative negative -> "-" + durationTerm(negative.inner());
            // Prometheus only knows whether there are parentheses.
            case DurationExpr.Group(DurationExpr.Group inner, Span _) -> durationTerm(inner);
            case DurationExpr.Group group -> "(" + durationTerm(group.inner()) + ")";
            case DurationExpr.Arithmetic arithmetic -> durationTerm(arithmetic.left()) + " "
                    + arithmetic.operator().symbol() + " " + durationTerm(arithmetic.right());
            case DurationExpr.Extreme extreme -> (extreme.maximum() ? "max_of(" : "min_of(")
                    + durationTerm(extreme.left()) + ", " + durationTerm(extreme.right()) + ")";
        };
    }
}
