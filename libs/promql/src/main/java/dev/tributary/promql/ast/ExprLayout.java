package dev.tributary.promql.ast;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes an expression as a query over several lines, as Prometheus lays it out: what is longer than a line is broken at
 * its outermost level, and its parts stand two blanks further in.
 */
public final class ExprLayout {
    /** Bytes of UTF-8 that still stand on one line. */
    private static final int LINE_BYTES_MAX = 100;

    private static final String INDENT = "  ";

    /** Nothing is moved further in: a chain of operators goes one in for each, and its text would grow with their square. */
    private static final int LEVELS_MAX = 500;

    private ExprLayout() {
    }

    public static String format(Expr expr) {
        return format(expr, 0);
    }

    private static String format(Expr expr, int level) {
        String line = ExprText.format(expr);
        String indent = indent(level);
        boolean fits = bytes(line) <= LINE_BYTES_MAX;
        return switch (expr) {
            case Expr.Unary unary -> indent + (unary.negative() ? "-" : "+") + format(unary.inner(), level).strip();
            case Expr.Subquery _ when fits -> line;
            case Expr.NumberLiteral _,Expr.StringLiteral _,Expr.VectorSelector _,Expr.MatrixSelector _ -> indent + line;
            case Expr.Paren _,Expr.Binary _,Expr.Aggregate _,Expr.Call _ when fits -> indent + line;
            case Expr.Subquery subquery -> format(subquery.inner(), level) + ExprText.subquerySuffix(subquery);
            case Expr.Paren paren -> indent + "(\n" + format(paren.inner(), level + 1) + "\n" + indent + ")";
            case Expr.Binary binary -> chain(binary.chain(), level);
            case Expr.Aggregate aggregate -> indent + ExprText.aggregation(aggregate)
                    + arguments(Stream.concat(Stream.ofNullable(aggregate.parameter()), Stream.of(aggregate.input()))
                            .toList(), level);
            case Expr.Call call -> indent + call.function().name() + arguments(call.arguments(), level);
        };
    }

    private static String indent(int level) {
        return INDENT.repeat(Math.min(level, LEVELS_MAX));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Each operator stands one level further out than the one in its left operand, until the rest fits on a line. */
    private static String chain(List<Expr.Binary> links, int level) {
        int fitting = fitting(links);
        int inner = level + links.size() - fitting;
        StringBuilder out = new StringBuilder(fitting == 0
                ? format(links.getFirst().left(), inner)
                : indent(inner) + ExprText.format(links.get(fitting - 1)));
        for (Expr.Binary link : links.subList(fitting, links.size())) {
            inner--;
            out.append('\n').append(indent(inner)).append(ExprText.operator(link)).append('\n')
                    .append(format(link.right(), inner + 1));
        }
        return out.toString();
    }

    /** How many operators fit on a line, from the first on. */
    private static int fitting(List<Expr.Binary> links) {
        int length = bytes(ExprText.format(links.getFirst().left()));
        int count = 0;
        for (Expr.Binary link : links) {
            length += bytes(ExprText.operator(link)) + bytes(ExprText.format(link.right())) + 2;
            if (length > LINE_BYTES_MAX) {
                return count;
            }
            count++;
        }
        return count;
    }

    private static String arguments(List<Expr> arguments, int level) {
        return arguments.stream().map(argument -> format(argument, level + 1))
                .collect(Collectors.joining(",\n", "(\n", "\n" + indent(level) + ")"));
    }
}
