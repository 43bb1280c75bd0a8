package dev.tributary.promql.parse;

import dev.tributary.promql.ast.Span;
import dev.tributary.promql.ast.StringText;

/** A piece of the query with its place. */
record Token(TokenKind kind, String text, int start) {
    Span span() {
        return new Span(start, start + text.length());
    }

    /** How "unexpected ..." messages name it. */
    String description() {
        return switch (kind.group()) {
            case NAMED -> kind == TokenKind.END ? kind.text() : kind.text() + " " + shown();
            case KEYWORD -> "<" + text + ">";
            case OPERATOR -> "<op:" + text + ">";
            case AGGREGATION -> "<aggr:" + text + ">";
            case SYMBOL, CONTEXT -> StringText.quote(text);
        };
    }

    private String shown() {
        boolean isName = kind == TokenKind.IDENTIFIER || kind == TokenKind.METRIC_IDENTIFIER;
        return !isName && text.length() > 10 ? StringText.quote(text.substring(0, 10)) + "..." : StringText.quote(text);
    }
}
