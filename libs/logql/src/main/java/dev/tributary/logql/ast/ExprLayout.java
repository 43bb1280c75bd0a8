package dev.tributary.logql.ast;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.text.GoFloat;
import dev.tributary.model.text.GoQuote;
import dev.tributary.model.text.PrometheusDuration;

/**
 * Writes an expression as a query over several lines, as Loki's query formatter lays it out: what is longer than a line is
 * broken at its outermost level, and its parts stand two blanks further in.
 */
public final class ExprLayout {
    /** Bytes of UTF-8 that still stand on one line. */
    private static final int LINE_BYTES_MAX = 100;

    private static final String INDENT = "  ";

    private ExprLayout() {
    }

    public static String format(Expr expr) {
        return format(expr, 0);
    }

    private static String format(Expr expr, int level) {
        String line = ExprText.format(expr);
        if (fits(line)) {
            return indent(level) + line;
        }
        return switch (expr) {
            case LogExpr log -> log(log, level);
            case MetricExpr.Literal _,MetricExpr.ConstantVector _ -> indent(level) + line;
            case MetricExpr.RangeAggregate aggregate -> rangeAggregate(aggregate, level);
            case MetricExpr.VectorAggregate aggregate -> vectorAggregate(aggregate, level);
            case MetricExpr.Binary binary -> operand(binary, binary.left(), false, level + 1) + "\n"
                    + indent(level) + ExprText.operator(binary, ", ") + "\n"
                    + operand(binary, binary.right(), true, level + 1);
            case MetricExpr.LabelReplace replace -> call("label_replace", level,
                    List.of(format(replace.input(), level + 1), quoted(replace.target(), level),
                            quoted(replace.replacement(), level), quoted(replace.source(), level),
                            quoted(replace.pattern(), level)));
        };
    }

    /** An operand; on one line it has parentheses anyhow, over several where it would fall apart without. */
    private static String operand(MetricExpr.Binary parent, MetricExpr expr, boolean right, int level) {
        if (!(expr instanceof MetricExpr.Binary binary) || fits(ExprText.format(expr))) {
            return format(expr, level);
        }
        int difference = binary.operator().precedence() - parent.operator().precedence();
        boolean together = difference > 0 || difference == 0 && right == parent.operator().isRightAssociative();
        return together
                ? format(expr, level)
                : indent(level) + "(\n" + format(expr, level + 1) + "\n" + indent(level) + ")";
    }

    private static boolean fits(String line) {
        return line.length() <= LINE_BYTES_MAX && line.getBytes(StandardCharsets.UTF_8).length <= LINE_BYTES_MAX;
    }

    private static String indent(int level) {
        return INDENT.repeat(level);
    }

    private static String quoted(String text, int level) {
        return indent(level + 1) + GoQuote.quote(text);
    }

    private static String call(String name, int level, List<String> arguments) {
        return indent(level) + name + "(\n" + String.join(",\n", arguments) + "\n" + indent(level) + ")";
    }

    private static String log(LogExpr log, int level) {
        List<String> lines = new ArrayList<>();
        lines.add(indent(level) + ExprText.selector(log));
        int at = 0;
        while (at < log.stages().size()) {
            int end = Math.max(at + 1, filtersOnOneLine(log.stages(), at));
            lines.add(indent(level + 1) + StageText.format(log.stages().subList(at, end)));
            at = end;
        }
        return String.join("\n", lines);
    }

    /** Where the line filters end that stand together; later ones of the same run stand alone. */
    private static int filtersOnOneLine(List<Stage> stages, int from) {
        boolean firstOfRun = from == 0 || !(stages.get(from - 1) instanceof Stage.LineFilter);
        int end = from;
        while (firstOfRun && end < stages.size() && stages.get(end) instanceof Stage.LineFilter
                && fits(StageText.format(stages.subList(from, end + 1)))) {
            end++;
        }
        return end;
    }

    private static String rangeAggregate(MetricExpr.RangeAggregate aggregate, int level) {
        List<String> arguments = new ArrayList<>();
        Double parameter = aggregate.parameter();
        if (parameter != null) {
            arguments.add(indent(level + 1) + GoFloat.general(parameter));
        }
        arguments.add(range(aggregate.range(), level + 1));
        return call(aggregate.operation().keyword(), level, arguments)
                + ExprText.writtenGrouping(aggregate.grouping(), ", ");
    }

    private static String range(LogRange range, int level) {
        StringBuilder out = new StringBuilder(format(range.input(), level));
        Unwrap unwrap = range.unwrap();
        if (unwrap != null) {
            out.append('\n').append(indent(level + 1)).append(ExprText.unwrapping(unwrap));
            unwrap.filters().forEach(filter -> out.append('\n').append(indent(level + 1)).append("| ")
                    .append(StageText.condition(filter)));
        }
        out.append(" [").append(PrometheusDuration.format(range.range())).append(']');
        if (!range.offset().isZero()) {
            out.append(" offset ").append(ExprText.duration(range.offset()));
        }
        return out.toString();
    }

    private static String vectorAggregate(MetricExpr.VectorAggregate aggregate, int level) {
        List<String> arguments = new ArrayList<>();
        if (aggregate.operation().hasParameter()) {
            arguments.add(indent(level + 1) + aggregate.parameter());
        }
        arguments.add(format(aggregate.input(), level + 1));
        return call(aggregate.operation().keyword() + ExprText.grouping(aggregate.grouping(), ", "), level, arguments);
    }
}
