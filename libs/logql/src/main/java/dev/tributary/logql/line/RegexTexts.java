package dev.tributary.logql.line;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads off a regular expression the texts that every match holds: runs of plain characters outside of groups. Only what
 * is certain; an expression with alternatives or flags gives nothing.
 */
public final class RegexTexts {
    private static final String META = "\\.+*?()|[]{}^$";

    private final String source;
    private final List<String> texts = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private int at;

    private RegexTexts(String source) {
        this.source = source;
    }

    /** The texts in the order they stand; empty when none is certain. */
    public static List<String> needed(String source) {
        boolean flags = source.replace("(?:", "").replace("(?P<", "").contains("(?");
        if (flags || source.contains("\\Q")) {
            return List.of();
        }
        RegexTexts reader = new RegexTexts(source);
        return reader.read() ? List.copyOf(reader.texts) : List.of();
    }

    private boolean read() {
        while (at < source.length()) {
            char c = source.charAt(at);
            switch (c) {
                case '|' -> {
                    return false;
                }
                case '(' -> skipGroup();
                case '[' -> skipClass();
                case '\\' -> escape();
                case '*', '?' -> optional(1);
                case '{' -> repetition();
                case '+' -> {
                    endRun();
                    at++;
                }
                case '.', '^', '$' -> {
                    endRun();
                    at++;
                }
                default -> {
                    int character = source.codePointAt(at);
                    run.appendCodePoint(character);
                    at += Character.charCount(character);
                }
            }
        }
        endRun();
        return true;
    }

    private void endRun() {
        if (!run.isEmpty()) {
            texts.add(run.toString());
            run.setLength(0);
        }
    }

    /** The character before may be missing, so it ends the run without being part of it. */
    private void optional(int length) {
        if (!run.isEmpty()) {
            run.setLength(run.offsetByCodePoints(run.length(), -1));
        }
        endRun();
        at += length;
    }

    /** A number of times in braces; other braces are plain, and left out as if they were not. */
    private void repetition() {
        int end = source.indexOf('}', at) + 1;
        if (end > 0 && source.substring(at, end).matches("\\{[0-9]+(,[0-9]*)?\\}")) {
            optional(end - at);
        } else {
            endRun();
            at++;
        }
    }

    private void escape() {
        char c = at + 1 < source.length() ? source.charAt(at + 1) : 0;
        if (META.indexOf(c) >= 0 && c != 0 || c == '/' || c == '"' || c == '-' || c == '=' || c == ':') {
            run.append(c);
            at += 2;
            return;
        }
        endRun();
        at += 2;
        if ((c == 'p' || c == 'P' || c == 'x') && at < source.length() && source.charAt(at) == '{') {
            at = Math.max(at, source.indexOf('}', at)) + 1;
        } else if (c == 'p' || c == 'P') {
            at++;
        } else if (c == 'x') {
            at += 2;
        } else {
            while (Character.isDigit(c) && at < source.length() && Character.isDigit(source.charAt(at))) {
                at++;
            }
        }
    }

    private void skipGroup() {
        endRun();
        int depth = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '\\') {
                at += 2;
                continue;
            }
            if (c == '[') {
                skipClass();
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at++;
            if (depth == 0) {
                return;
            }
        }
    }

    private void skipClass() {
        endRun();
        at++;
        at += at < source.length() && source.charAt(at) == '^' ? 1 : 0;
        at += at < source.length() && source.charAt(at) == ']' ? 1 : 0;
        while (at < source.length() && source.charAt(at) != ']') {
            if (source.startsWith("[:", at) && source.indexOf(":]", at) > 0) {
                at = source.indexOf(":]", at) + 1;
            } else if (source.charAt(at) == '\\') {
                at++;
            }
            at++;
        }
        at++;
    }
}
