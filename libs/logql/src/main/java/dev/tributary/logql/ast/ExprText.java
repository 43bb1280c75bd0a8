package dev.tributary.logql.ast;

import java.time.Duration;
import java.util.stream.Collectors;

import dev.tributary.logql.ast.VectorMatching.Cardinality;
import dev.tributary.model.Matcher;
import dev.tributary.model.text.GoDuration;
import dev.tributary.model.text.GoFloat;
import dev.tributary.model.text.GoFloatParser;
import dev.tributary.model.text.GoQuote;
import dev.tributary.model.text.PrometheusDuration;
import org.jspecify.annotations.Nullable;

/** Writes an expression back as a query on one line, as Loki prints it. Parsing the text gives the same tree. */
public final class ExprText {
    private ExprText() {
    }

    public static String format(Expr expr) {
        return switch (expr) {
            case LogExpr log -> log.stages().isEmpty() ? selector(log) : selector(log) + " " + stages(log);
            case MetricExpr.Literal literal -> GoFloat.general(literal.value());
            case MetricExpr.ConstantVector vector -> "vector(" + constant(vector.value()) + ")";
            case MetricExpr.RangeAggregate aggregate -> rangeAggregate(aggregate);
            case MetricExpr.VectorAggregate aggregate ->
                aggregate.operation().keyword() + grouping(aggregate.grouping(), ",")
                        + "(" + parameter(aggregate) + format(aggregate.input()) + ")";
            case MetricExpr.Binary binary ->
                "(" + format(binary.left()) + " " + operator(binary, ",") + " " + format(binary.right()) + ")";
            case MetricExpr.LabelReplace replace -> "label_replace(" + format(replace.input()) + ","
                    + GoQuote.quote(replace.target()) + "," + GoQuote.quote(replace.replacement()) + ","
                    + GoQuote.quote(replace.source()) + "," + GoQuote.quote(replace.pattern()) + ")";
        };
    }

    /** A stage alone. */
    public static String format(Stage stage) {
        return StageText.format(stage);
    }

    /** What follows the matchers; empty when nothing does. */
    public static String stages(LogExpr log) {
        return StageText.format(log.stages());
    }

    /** The matchers in braces. */
    static String selector(LogExpr log) {
        return log.matchers().stream().map(Matcher::toString).collect(Collectors.joining(", ", "{", "}"));
    }

    private static String rangeAggregate(MetricExpr.RangeAggregate aggregate) {
        Double parameter = aggregate.parameter();
        Grouping grouping = aggregate.grouping();
        return aggregate.operation().keyword() + "(" + (parameter == null ? "" : GoFloat.fixed(parameter) + ",")
                + range(aggregate.range()) + ")" + (grouping == null ? "" : writtenGrouping(grouping, ","));
    }

    private static String range(LogRange range) {
        StringBuilder out = new StringBuilder(format(range.input()));
        Unwrap unwrap = range.unwrap();
        if (unwrap != null) {
            out.append(' ').append(unwrapping(unwrap));
            unwrap.filters().forEach(filter -> out.append(" | ").append(StageText.condition(filter)));
        }
        out.append('[').append(PrometheusDuration.format(range.range())).append(']');
        if (!range.offset().isZero()) {
            out.append(" offset ").append(GoDuration.format(range.offset()));
        }
        return out.toString();
    }

    /** The unwrapping without the filters behind it. */
    static String unwrapping(Unwrap unwrap) {
        String conversion = unwrap.conversion().keyword();
        return "| unwrap " + (conversion.isEmpty() ? unwrap.label() : conversion + "(" + unwrap.label() + ")");
    }

    /** A duration in Prometheus' notation, or in Go's where that one has no words for it. */
    static String duration(Duration duration) {
        return !duration.isNegative() && duration.toNanosPart() % 1_000_000 == 0
                ? PrometheusDuration.format(duration)
                : GoDuration.format(duration);
    }

    private static String parameter(MetricExpr.VectorAggregate aggregate) {
        return aggregate.operation().hasParameter() ? aggregate.parameter() + "," : "";
    }

    /** The grouping of a vector aggregation; the one that leaves no label is not written. */
    static String grouping(Grouping grouping, String separator) {
        return grouping.isSingle() ? "" : writtenGrouping(grouping, separator);
    }

    static String writtenGrouping(@Nullable Grouping grouping, String separator) {
        return grouping == null
                ? ""
                : (grouping.without() ? " without (" : " by (") + String.join(separator, grouping.labels()) + ")";
    }

    /** The operator with its modifiers. */
    static String operator(MetricExpr.Binary binary, String separator) {
        VectorMatching matching = binary.matching();
        StringBuilder out = new StringBuilder(binary.operator().symbol());
        if (binary.returnBool()) {
            out.append(" bool");
        }
        if (!matching.explicit() && matching.cardinality() == Cardinality.ONE_TO_ONE) {
            return out.toString();
        }
        out.append(matching.on() ? " on (" : " ignoring (").append(String.join(separator, matching.labels()))
                .append(") ");
        if (matching.cardinality() != Cardinality.ONE_TO_ONE) {
            out.append(matching.cardinality() == Cardinality.MANY_TO_ONE ? "group_left" : "group_right");
            // Without them, parentheses of the right operand would be taken for a list of labels.
            boolean parenthesisBehind = binary.right() instanceof MetricExpr.Binary;
            if (!matching.include().isEmpty() || parenthesisBehind) {
                out.append(" (").append(String.join(separator, matching.include())).append(')');
            }
        }
        return out.toString();
    }

    /** The name of a log query's kind in error messages, which are Loki's. */
    public static String kind(LogExpr log) {
        return log.stages().isEmpty() ? "*syntax.MatchersExpr" : "*syntax.PipelineExpr";
    }

    /** Six digits behind the point, or as many as it takes. */
    private static String constant(double value) {
        String short6 = GoFloat.format(value, 'f', 6);
        return GoFloatParser.parse(short6) == value ? short6 : GoFloat.fixed(value);
    }
}
