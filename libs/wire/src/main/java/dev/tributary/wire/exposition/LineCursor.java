package dev.tributary.wire.exposition;

import java.nio.charset.StandardCharsets;

/** A position in one line, and the words for what is wrong there. */
final class LineCursor {
    private static final int EXCERPT_BYTES = 100;

    private byte[] bytes = {};
    private int start;
    private int at;
    private int end;
    private long number;

    void set(LineSource line) {
        bytes = line.bytes();
        start = line.lineStart();
        at = start;
        end = line.lineEnd();
        number = line.lineNumber();
    }

    byte[] bytes() {
        return bytes;
    }

    int at() {
        return at;
    }

    int end() {
        return end;
    }

    void moveTo(int position) {
        at = position;
    }

    boolean atEnd() {
        return at == end;
    }

    /** The next byte, or -1 at the end of the line. */
    int peek() {
        return at < end ? bytes[at] & 0xff : -1;
    }

    void skip() {
        at++;
    }

    void skipBlanks() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
    }

    /** Passes over a character that must stand here. */
    void expect(char c) throws MalformedExpositionException {
        if (peek() != c) {
            throw wrong("expected " + (c == ' ' ? "one space" : "'" + c + "'"));
        }
        at++;
    }

    /** Passes over the text when it stands here. */
    boolean accept(String ascii) {
        int length = ascii.length();
        if (end - at < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        at += length;
        return true;
    }

    /** Passes over everything up to the next blank or the end of the line. */
    void skipWord() {
        while (at < end && bytes[at] != ' ' && bytes[at] != '\t') {
            at++;
        }
    }

    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** What to throw when the bytes here are not what the format has. */
    MalformedExpositionException wrong(String problem) {
        return wrongAt(at, problem);
    }

    /** What to throw when the bytes at a position are not what the format has: line, column (in bytes, from 1) and text. */
    MalformedExpositionException wrongAt(int position, String problem) {
        int from = Math.max(start, Math.min(position - EXCERPT_BYTES / 2, end - EXCERPT_BYTES));
        int to = Math.min(end, from + EXCERPT_BYTES);
        String excerpt = (from > start ? "..." : "") + text(from, to) + (to < end ? "..." : "");
        return new MalformedExpositionException(
                "line " + number + ", column " + (position - start + 1) + ": " + problem + " in: " + excerpt, false);
    }
}
