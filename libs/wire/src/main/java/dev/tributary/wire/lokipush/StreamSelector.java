package dev.tributary.wire.lokipush;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.text.GoUnquote;

/**
 * Reads the labels of a stream from the selector text that protobuf requests carry: {@code {name="value", "name"="value"}}, with
 * Go's string literals. Works on a copy of the text, in which escapes are undone in place. Reusable, for one thread.
 */
final class StreamSelector {
    private final int labelsMax;
    private byte[] bytes = new byte[256];
    private int at;
    private int end;
    private int textFrom;
    private int textTo;

    StreamSelector(int labelsMax) {
        this.labelsMax = labelsMax;
    }

    /** Reads a range that is known to be UTF-8; the ranges of the labels are valid until the next call. */
    void read(byte[] source, int from, int to, LabelSlices labels) throws MalformedLokiPushException {
        end = to - from;
        if (bytes.length < end) {
            bytes = new byte[Math.max(end, 2 * bytes.length)];
        }
        System.arraycopy(source, from, bytes, 0, end);
        at = 0;
        labels.reset(bytes);
        expect('{');
        boolean more = !accept('}');
        while (more) {
            label(labels);
            boolean comma = accept(',');
            more = !accept('}');
            if (more && !comma) {
                throw wrong("expected ',' or '}'");
            }
        }
        skipBlanks();
        if (at < end) {
            throw wrong("expected the end of the labels");
        }
    }

    private void label(LabelSlices labels) throws MalformedLokiPushException {
        if (labels.size() == labelsMax) {
            throw wrong("more than the limit of " + labelsMax + " labels");
        }
        name();
        int nameFrom = textFrom;
        int nameTo = textTo;
        expect('=');
        skipBlanks();
        literal("expected a quoted label value");
        labels.add(nameFrom, nameTo - nameFrom, textFrom, textTo - textFrom);
    }

    private void name() throws MalformedLokiPushException {
        skipBlanks();
        if (at < end && bytes[at] == '"') {
            literal("expected a label name");
            return;
        }
        textFrom = at;
        while (at < end && isNameByte(bytes[at], at > textFrom)) {
            at++;
        }
        textTo = at;
        if (textTo == textFrom) {
            throw wrong("expected a label name");
        }
    }

    private static boolean isNameByte(byte b, boolean digits) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z' || b == '_' || digits && b >= '0' && b <= '9';
    }

    private void literal(String otherwise) throws MalformedLokiPushException {
        byte quote = at < end ? bytes[at] : 0;
        if (quote != '"' && quote != '`' && quote != '\'') {
            throw wrong(otherwise);
        }
        int from = at + 1;
        boolean escapes = false;
        int to = from;
        while (to < end && bytes[to] != quote) {
            boolean escape = bytes[to] == '\\' && quote != '`';
            escapes |= escape;
            to += escape ? 2 : 1;
        }
        if (to >= end) {
            throw wrong("a quoted text has no end");
        }
        textFrom = from;
        textTo = escapes ? undoEscapes(from, to) : to;
        at = to + 1;
    }

    /** Undone escapes are never longer than written ones. */
    private int undoEscapes(int from, int to) throws MalformedLokiPushException {
        String literal = new String(bytes, from - 1, to - from + 2, StandardCharsets.UTF_8);
        byte[] plain;
        try {
            plain = GoUnquote.unquote(literal).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong("a quoted text with an escape that is none");
        }
        System.arraycopy(plain, 0, bytes, from, plain.length);
        return from + plain.length;
    }

    private void skipBlanks() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r')) {
            at++;
        }
    }

    private boolean accept(char c) {
        skipBlanks();
        if (at < end && bytes[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) throws MalformedLokiPushException {
        if (!accept(c)) {
            throw wrong("expected '" + c + "'");
        }
    }

    private MalformedLokiPushException wrong(String problem) {
        String text = new String(Arrays.copyOf(bytes, Math.min(end, 200)), StandardCharsets.UTF_8);
        return new MalformedLokiPushException(
                "stream labels, character " + (at + 1) + ": " + problem + " in: " + text + (end > 200 ? "..." : ""));
    }
}
