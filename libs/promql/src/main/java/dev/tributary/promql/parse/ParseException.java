package dev.tributary.promql.parse;

import dev.tributary.promql.ast.Span;

/** A query that is no PromQL. The message has the form {@code line:column: parse error: ...}. */
public final class ParseException extends RuntimeException {
    private final transient Span span;
    private final String problem;

    public ParseException(String text, Span span, String problem) {
        super((text.isEmpty() ? "unknown position" : span.lineAndColumn(text)) + ": parse error: " + problem);
        this.span = span;
        this.problem = problem;
    }

    public Span span() {
        return span;
    }

    /** The message without the place. */
    public String problem() {
        return problem;
    }
}
