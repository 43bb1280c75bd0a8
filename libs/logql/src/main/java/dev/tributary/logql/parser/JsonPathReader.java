package dev.tributary.logql.parser;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.logql.parser.JsonPath.Part;

/** Reads a {@link JsonPath}. What is wrong is told as Loki's parser of paths does: which token came, which would have been right. */
final class JsonPathReader {
    private static final String END = "$end";
    private static final String FIELD = "FIELD";
    private static final String STRING = "STRING";
    private static final String INDEX = "INDEX";

    private final String text;
    private int at;
    private String value = "";
    private String stranger = "";

    JsonPathReader(String text) {
        this.text = text;
    }

    JsonPath read() {
        List<Part> parts = new ArrayList<>();
        String token = next();
        if (!token.equals(FIELD) && !token.equals("LSB")) {
            throw unexpected(token, "LSB or FIELD");
        }
        while (!token.equals(END)) {
            switch (token) {
                case FIELD -> parts.add(field(parts, token));
                case "DOT" -> parts.add(new Part(wanted(FIELD), 0));
                case "LSB" -> parts.add(bracket());
                default -> throw unexpected(token, "");
            }
            token = next();
        }
        if (!stranger.isEmpty()) {
            throw new IllegalArgumentException(stranger);
        }
        return new JsonPath(parts);
    }

    private Part field(List<Part> before, String token) {
        if (!before.isEmpty()) {
            throw unexpected(token, "");
        }
        return new Part(value, 0);
    }

    private Part bracket() {
        String token = next();
        if (!token.equals(STRING) && !token.equals(INDEX)) {
            throw unexpected(token, "STRING or INDEX");
        }
        Part part = token.equals(STRING) ? new Part(value, 0) : new Part(null, Integer.parseInt(value));
        wanted("RSB");
        return part;
    }

    private String wanted(String kind) {
        String token = next();
        if (!token.equals(kind)) {
            throw unexpected(token, kind);
        }
        return value;
    }

    private static IllegalArgumentException unexpected(String token, String wanted) {
        return new IllegalArgumentException(
                "syntax error: unexpected " + token + (wanted.isEmpty() ? "" : ", expecting " + wanted));
    }

    /** The next token; a character that begins none ends the path, and is the problem where a path may end. */
    private String next() {
        while (at < text.length() && " \t\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at == text.length()) {
            return END;
        }
        char c = text.charAt(at);
        if (isNamePart(c)) {
            return isDigit(c) ? index() : name();
        }
        at++;
        return switch (c) {
            case '[' -> "LSB";
            case ']' -> "RSB";
            case '.' -> "DOT";
            case '"' -> quoted();
            default -> strange("unexpected char " + Character.toString(text.codePointAt(at - 1)));
        };
    }

    private String strange(String problem) {
        stranger = problem;
        at = text.length();
        return END;
    }

    private String name() {
        int from = at;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        value = text.substring(from, at);
        return FIELD;
    }

    private String index() {
        int from = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        value = text.substring(from, at);
        if (at == text.length() || at - from > 9 || " \t\n]".indexOf(text.charAt(at)) < 0) {
            return strange("non-integer value: " + value);
        }
        return INDEX;
    }

    private String quoted() {
        int close = text.indexOf('"', at);
        int end = close < 0 ? text.length() : close;
        value = text.substring(at, end);
        at = Math.min(text.length(), end + 1);
        return STRING;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || isDigit(c);
    }
}
