package dev.tributary.promql.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

import dev.tributary.promql.ast.Span;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a query with one token of lookahead that is only read when asked for, and the context that words a syntax
 * error: the innermost construct that has something to say about what it expected.
 */
final class TokenStream {
    private final String text;
    private final Lexer lexer;
    private final Deque<Context> contexts = new ArrayDeque<>();
    private @Nullable Token ahead;
    private int previousEnd;

    /** Where a syntax error happened and what stood to reason there. */
    private record Context(String where, String expected) {
    }

    TokenStream(String text) {
        this.text = text;
        this.lexer = new Lexer(text);
    }

    String text() {
        return text;
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
        previousEnd = token.start() + token.text().length();
        return token;
    }

    boolean takeIf(TokenKind kind) {
        if (!is(kind)) {
            return false;
        }
        take();
        return true;
    }

    Token expect(TokenKind kind) {
        if (!is(kind)) {
            throw unexpected();
        }
        return take();
    }

    /** End of the token taken last. */
    int previousEnd() {
        return previousEnd;
    }

    /** Runs a part of the parse in which syntax errors are worded with this context. */
    <T> T within(String where, String expected, Supplier<T> part) {
        contexts.push(new Context(where, expected));
        T result = part.get();
        contexts.pop();
        return result;
    }

    /** The error that the next token does not fit. */
    ParseException unexpected() {
        StringBuilder problem = new StringBuilder("unexpected ").append(peek().description());
        Context context = contexts.peek();
        if (context != null) {
            problem.append(" in ").append(context.where);
            if (!context.expected.isEmpty()) {
                problem.append(", expected ").append(context.expected);
            }
        }
        return error(peek().span(), problem.toString());
    }

    ParseException error(Span span, String problem) {
        return new ParseException(text, span, problem);
    }
}
