package dev.tributary.logql.line;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A pattern of texts and captures in angle brackets, {@code <ip> - <_> "<method>"}: what the pattern parser and the pattern
 * line filters are written in. A capture named with an underscore takes what is there and keeps nothing.
 */
public final class LinePattern {
    private final List<Part> parts;

    /** A text, or a capture where the text is empty. */
    private record Part(ByteSearch text, String literal, String capture) {
        boolean isCapture() {
            return !capture.isEmpty();
        }

        boolean isNamed() {
            return isCapture() && !capture.equals("_");
        }
    }

    /** Told of what a capture has taken. */
    @FunctionalInterface
    public interface CaptureSink {
        /** The capture's name and where its text stands; false ends the matching. */
        boolean capture(String name, int from, int to);
    }

    private LinePattern(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * A pattern with at least one named capture.
     *
     * @throws IllegalArgumentException in Loki's words
     */
    public static LinePattern parser(String expression) {
        if (expression.isEmpty()) {
            throw new IllegalArgumentException("parse error at line 1, col 1: syntax error: unexpected $end, "
                    + "expecting IDENTIFIER or LITERAL");
        }
        LinePattern pattern = new LinePattern(read(expression));
        List<String> names = pattern.names();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("at least one capture is required");
        }
        pattern.refuseConsecutive();
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("duplicate capture name (" + name + "): invalid expression");
            }
        }
        return pattern;
    }

    /**
     * A pattern without named captures.
     *
     * @throws IllegalArgumentException in Loki's words
     */
    public static LinePattern filter(String expression) {
        LinePattern pattern = new LinePattern(read(expression));
        pattern.refuseConsecutive();
        for (Part part : pattern.parts) {
            if (part.isNamed()) {
                throw new IllegalArgumentException("named captures are not allowed: found '<" + part.capture + ">'");
            }
        }
        return pattern;
    }

    private static List<Part> read(String expression) {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < expression.length()) {
            int end = captureEnd(expression, at);
            if (end < 0) {
                text.append(expression.charAt(at++));
                continue;
            }
            addText(parts, text);
            parts.add(new Part(new ByteSearch(""), "", expression.substring(at + 1, end - 1)));
            at = end;
        }
        addText(parts, text);
        return parts;
    }

    private static void addText(List<Part> parts, StringBuilder text) {
        if (!text.isEmpty()) {
            parts.add(new Part(new ByteSearch(text.toString()), text.toString(), ""));
            text.setLength(0);
        }
    }

    /** Behind the capture that begins here, or -1 where none does. */
    private static int captureEnd(String expression, int from) {
        if (expression.charAt(from) != '<') {
            return -1;
        }
        int at = from + 1;
        while (at < expression.length() && isNamePart(expression.charAt(at), at == from + 1)) {
            at++;
        }
        return at > from + 1 && at < expression.length() && expression.charAt(at) == '>' ? at + 1 : -1;
    }

    private static boolean isNamePart(char c, boolean first) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || !first && c >= '0' && c <= '9';
    }

    private void refuseConsecutive() {
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i - 1).isCapture() && parts.get(i).isCapture()) {
                throw new IllegalArgumentException("found consecutive capture '<" + parts.get(i - 1).capture + "><"
                        + parts.get(i).capture + ">': invalid expression");
            }
        }
    }

    /** The named captures in order. */
    public List<String> names() {
        return parts.stream().filter(Part::isNamed).map(Part::capture).toList();
    }

    /** The texts, which every matching line holds. */
    public List<String> texts() {
        return parts.stream().filter(part -> !part.isCapture()).map(Part::literal).toList();
    }

    /** True when the whole line has this form; no capture is empty. */
    public boolean matches(byte[] bytes, int from, int to) {
        if (from == to || parts.isEmpty()) {
            return from == to && parts.isEmpty();
        }
        int at = from;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.isCapture()) {
                continue;
            }
            int found = part.text.indexIn(bytes, at, to);
            if (found < 0 || i > 0 && found == at) {
                return false;
            }
            at = found + part.text.length();
        }
        return parts.getLast().isCapture() == (at != to);
    }

    /**
     * Tells what the captures take. A line that does not begin as the pattern does gives nothing; where a later text is
     * missing, the capture before it takes the rest.
     */
    public void capture(byte[] bytes, int from, int to, CaptureSink sink) {
        int at = from;
        int first = 0;
        if (from == to) {
            return;
        }
        if (!parts.getFirst().isCapture()) {
            ByteSearch text = parts.getFirst().text;
            if (text.indexIn(bytes, from, Math.min(to, from + text.length())) != from) {
                return;
            }
            at += text.length();
            first = 1;
        }
        for (int i = first; i < parts.size(); i += 2) {
            Part capture = parts.get(i);
            ByteSearch behind = i + 1 < parts.size() ? parts.get(i + 1).text : null;
            int end = behind == null ? -1 : behind.indexIn(bytes, at, to);
            int stop = end < 0 ? to : end;
            boolean goesOn = !capture.isNamed() || sink.capture(capture.capture, at, stop);
            if (!goesOn || end < 0 || behind == null) {
                return;
            }
            at = end + behind.length();
        }
    }
}
