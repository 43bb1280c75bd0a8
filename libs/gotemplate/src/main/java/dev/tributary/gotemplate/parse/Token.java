package dev.tributary.gotemplate.parse;

import java.nio.charset.StandardCharsets;

import dev.tributary.model.text.GoQuote;

/** A piece of a template: where it starts, counted in characters, and on which line, counted from 1. */
record Token(TokenKind kind, int start, String text, int line) {
    /** How many characters of a longer token error messages show. */
    private static final int SHOWN_MAX = 10;

    /** As error messages name it. */
    @Override
    public String toString() {
        if (kind == TokenKind.END_OF_INPUT) {
            return "EOF";
        }
        if (kind == TokenKind.ERROR) {
            return text;
        }
        if (kind.isKeyword() || kind == TokenKind.DOT || kind == TokenKind.NIL) {
            return "<" + text + ">";
        }
        if (text.getBytes(StandardCharsets.UTF_8).length <= SHOWN_MAX) {
            return GoQuote.quote(text);
        }
        int shown = Math.min(SHOWN_MAX, text.codePointCount(0, text.length()));
        return GoQuote.quote(text.substring(0, text.offsetByCodePoints(0, shown))) + "...";
    }
}
