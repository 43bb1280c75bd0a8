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

    private ExprLayout() {
    }

    public static String format(Expr expr) {
        return format(expr, 0);
    }

    private static String format(Expr expr, int level) {
        String line = ExprText.format(expr);
        String indent = INDENT.repeat(level);
        boolean fits = line.getBytes(StandardCharsets.UTF_8).length <= LINE_BYTES_MAX;
        return switch (expr) {
            case Expr.Unary unary -> indent + (unary.negative() ? "-" : "+") + format(unary.inner(), level).strip();
            case Expr.Subquery _ when fits -> line;
            case Expr.NumberLiteral _,Expr.StringLiteral _,Expr.VectorSelector _,Expr.MatrixSelector _ -> indent + line;
            case Expr.Paren _,Expr.Binary _,Expr.Aggregate _,Expr.Call _ when fits -> indent + line;
            case Expr.Subquery subquery -> format(subquery.inner(), level) + ExprText.subquerySuffix(subquery);
            case Expr.Paren paren -> indent + "(\n" + format(paren.inner(), level + 1) + "\n" + indent + ")";
            case Expr.Binary binary ->
                format(binary.left(), level + 1) + "\n" + indent + ExprText.operator(binary) + "\n"
                        + format(binary.right(), level + 1);
            case Expr.Aggregate aggregate -> indent + ExprText.aggregation(aggregate)
                    + arguments(Stream.concat(Stream.ofNullable(aggregate.parameter()), Stream.of(aggregate.input()))
                            .toList(), level);
            case Expr.Call call -> indent + call.function().name() + arguments(call.arguments(), level);
        };
    }

    private static String arguments(List<Expr> arguments, int level) {
        return arguments.stream().map(argument -> format(argument, level + 1))
                .collect(Collectors.joining(",\n", "(\n", "\n" + INDENT.repeat(level) + ")"));
    }
}
