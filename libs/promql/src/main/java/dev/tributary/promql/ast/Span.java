package dev.tributary.promql.ast;

import java.nio.charset.StandardCharsets;

/**
 * Where something stands in a query, in UTF-16 units of the text; end is exclusive. Positions shown to people and clients
 * count bytes of UTF-8, as Prometheus does.
 */
public record Span(int start, int end) {
    /** From the start of one span to the end of another. */
    public static Span between(Span first, Span last) {
        return new Span(first.start, last.end);
    }

    /** The start as {@code line:column}, both counted from one. */
    public String lineAndColumn(String text) {
        if (start < 0 || start > text.length()) {
            return "invalid position";
        }
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < start; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return line + ":" + (byteLength(text.substring(lineStart, start)) + 1);
    }

    /** Both ends as {@code start:end} byte offsets, the form of errors in duration expressions. */
    public String byteRange(String text) {
        return byteLength(text.substring(0, start)) + ":" + byteLength(text.substring(0, Math.min(end, text.length())));
    }

    private static int byteLength(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
