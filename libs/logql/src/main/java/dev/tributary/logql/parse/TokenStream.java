package dev.tributary.logql.parse;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** The tokens of a query with one token of lookahead that is only read when asked for, and how deep the reader is in. */
final class TokenStream {
    private final Lexer lexer;
    private @Nullable Token ahead;
    private int depth;

    TokenStream(String text) {
        this.lexer = new Lexer(text);
    }

    Token peek() {
        Token token = ahead;
        if (token == null) {
            token = lexer.next();
            ahead = token;
        }
        return token;
    }

    boolean is(TokenKind kind) {
        return peek().kind() == kind;
    }

    Token take() {
        Token token = peek();
        ahead = null;
        return token;
    }

    boolean takeIf(TokenKind kind) {
        if (!is(kind)) {
            return false;
        }
        take();
        return true;
    }

    /** The next token if it is of that kind; else the error names the kind and what else would have been right. */
    Token expect(TokenKind kind, TokenKind... alternatives) {
        if (is(kind)) {
            return take();
        }
        TokenKind[] expected = Arrays.copyOf(alternatives, alternatives.length + 1);
        expected[alternatives.length] = kind;
        throw unexpected(expected);
    }

    /** The error that the next token does not fit, naming the few kinds that would. */
    ParseException unexpected(TokenKind... expected) {
        String list = Arrays.stream(expected).sorted().map(TokenKind::shown).collect(Collectors.joining(" or "));
        Token token = peek();
        return ParseException.at(token.line(), token.column(), "syntax error: unexpected " + token.kind().shown()
                + (list.isEmpty() ? "" : ", expecting " + list));
    }

    /** One level deeper, until {@link #leave}. */
    void enter() {
        depth++;
        if (depth > Nesting.LEVELS_MAX) {
            Token token = peek();
            throw ParseException.at(token.line(), token.column(), Nesting.PROBLEM);
        }
    }

    void leave() {
        depth--;
    }
}
