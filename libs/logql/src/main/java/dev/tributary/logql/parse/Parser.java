package dev.tributary.logql.parse;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.tributary.logql.ast.Expr;
import dev.tributary.logql.ast.LogExpr;
import dev.tributary.logql.ast.MetricExpr;
import dev.tributary.model.Matcher;

/** Entry point: query text to syntax tree. */
public final class Parser {
    /** Bytes of UTF-8 that a query may have, as in Loki. */
    private static final int BYTES_MAX = 131_072;

    private Parser() {
    }

    /**
     * Parses a query; what it asks for is not checked yet.
     *
     * @throws ParseException for the first error
     */
    public static Expr expression(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes >= BYTES_MAX) {
            throw ParseException.of("input size too long (" + bytes + " > " + BYTES_MAX + ")");
        }
        TokenStream tokens = new TokenStream(text);
        ExpressionParser parser = new ExpressionParser(tokens);
        Expr expr = parser.expression();
        if (!tokens.is(TokenKind.END)) {
            throw tokens.unexpected();
        }
        parser.throwNotedProblem();
        if (expr instanceof MetricExpr metric) {
            Nesting.check(metric);
        }
        return expr;
    }

    /**
     * Parses a stream selector without a pipeline.
     *
     * @throws ParseException for the first error
     */
    public static List<Matcher> selector(String text) {
        if (expression(text) instanceof LogExpr log && log.stages().isEmpty()) {
            return log.matchers();
        }
        throw ParseException.plain("only label matchers are supported");
    }
}
