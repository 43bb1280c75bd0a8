package dev.tributary.promql.parse;

import java.util.List;

import dev.tributary.model.Matcher;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.Span;

/** Entry point: query text to syntax tree. */
public final class Parser {
    private Parser() {
    }

    /**
     * Parses an expression; its types are not checked yet.
     *
     * @throws ParseException for the first error
     */
    public static Expr expression(String text, ParseOptions options) {
        TokenStream tokens = new TokenStream(text);
        if (tokens.is(TokenKind.END)) {
            throw tokens.error(new Span(0, 0), "no expression found in input");
        }
        Expr expr = new ExpressionParser(tokens, options).expression();
        if (!tokens.is(TokenKind.END)) {
            throw tokens.unexpected();
        }
        Nesting.checkTree(expr, tokens);
        return expr;
    }

    /**
     * Parses a series selector without modifiers, as {@code match[]} parameters hold them.
     *
     * @throws ParseException for the first error
     */
    public static List<Matcher> selector(String text) {
        TokenStream tokens = new TokenStream(text);
        Expr.VectorSelector selector = new SelectorParser(tokens).selector();
        if (!tokens.is(TokenKind.END)) {
            throw tokens.unexpected();
        }
        return selector.matchers();
    }
}
