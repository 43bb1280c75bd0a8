package dev.tributary.logql.parser;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON from bytes without building anything. As lenient as the library that Loki uses: what stands behind the first
 * object is not looked at, and values that nobody asks for are only skipped.
 */
final class JsonScan {
    /** Objects inside each other; the walk recurses. */
    private static final int DEPTH_MAX = 200;

    /** What a value is. */
    enum Kind {
        STRING, NUMBER, OBJECT, ARRAY, BOOLEAN, NULL
    }

    /** Told of each field of an object. Strings come without their quotes, with escapes in them. */
    interface FieldSink {
        /** False ends the walk. */
        boolean field(String key, Kind kind, int from, int to);
    }

    private final TextCache keys = new TextCache(key -> key);
    private byte[] bytes = new byte[0];
    private int end;
    private int depth;
    private int at;
    private Kind kind = Kind.NULL;
    private int valueFrom;
    private int valueTo;

    void reset(byte[] newBytes) {
        bytes = newBytes;
        depth = 0;
    }

    /**
     * Walks over the fields of the object between the two places.
     *
     * @return false when the sink has ended the walk
     * @throws JsonProblem where it is no object
     */
    boolean object(int from, int to, FieldSink sink) {
        int outerEnd = end;
        int outerAt = at;
        end = to;
        at = from;
        if (++depth > DEPTH_MAX) {
            throw new JsonProblem(JsonProblem.MALFORMED);
        }
        boolean goesOn = fields(sink);
        depth--;
        end = outerEnd;
        at = outerAt;
        return goesOn;
    }

    private boolean fields(FieldSink sink) {
        if (token(JsonProblem.OBJECT) != '{') {
            throw new JsonProblem(JsonProblem.OBJECT);
        }
        at++;
        if (token(JsonProblem.MALFORMED) == '}') {
            return true;
        }
        while (at < end) {
            if (bytes[at] != '"') {
                if (bytes[at] == '}') {
                    return true;
                }
                throw new JsonProblem(JsonProblem.OBJECT);
            }
            String key = key();
            if (token(JsonProblem.MALFORMED) != ':') {
                throw new JsonProblem(JsonProblem.MALFORMED);
            }
            at++;
            value();
            int behind = at;
            if (!sink.field(key, kind, valueFrom, valueTo)) {
                return false;
            }
            at = behind;
            int next = token(JsonProblem.ARRAY);
            if (next == '}') {
                return true;
            }
            if (next != ',') {
                throw new JsonProblem(JsonProblem.OBJECT);
            }
            at++;
            token(JsonProblem.ARRAY);
        }
        throw new JsonProblem(JsonProblem.OBJECT);
    }

    /** The next byte that is no blank, which stays unread. */
    private int token(String problem) {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        if (at >= end) {
            throw new JsonProblem(problem);
        }
        return bytes[at];
    }

    private String key() {
        int from = at + 1;
        int close = stringEnd(from);
        if (close < 0) {
            throw new JsonProblem(JsonProblem.MALFORMED);
        }
        at = close + 1;
        for (int i = from; i < close; i++) {
            if (bytes[i] == '\\') {
                String key = unescaped(from, close);
                if (key == null) {
                    throw new JsonProblem(JsonProblem.ESCAPE);
                }
                return key;
            }
        }
        return keys.of(bytes, from, close);
    }

    /** The closing quote of a string whose content begins here, or -1. */
    private int stringEnd(int from) {
        int i = from;
        while (i < end) {
            byte c = bytes[i];
            if (c == '"') {
                return i;
            }
            i += c == '\\' ? 2 : 1;
        }
        return -1;
    }

    private void value() {
        int first = token(JsonProblem.MALFORMED);
        switch (first) {
            case '"' -> {
                int close = stringEnd(at + 1);
                set(Kind.STRING, at + 1, close, JsonProblem.STRING);
                at = close + 1;
            }
            case '{' -> block(Kind.OBJECT, (byte) '{', (byte) '}', JsonProblem.OBJECT);
            case '[' -> block(Kind.ARRAY, (byte) '[', (byte) ']', JsonProblem.ARRAY);
            default -> plain();
        }
    }

    private void set(Kind newKind, int from, int to, String problem) {
        if (to < 0) {
            throw new JsonProblem(problem);
        }
        kind = newKind;
        valueFrom = from;
        valueTo = to;
    }

    private void block(Kind newKind, byte open, byte close, String problem) {
        int level = 0;
        int i = at;
        while (i < end) {
            byte c = bytes[i];
            if (c == '"') {
                i = stringEnd(i + 1);
                if (i < 0) {
                    break;
                }
            } else if (c == open) {
                level++;
            } else if (c == close && --level == 0) {
                set(newKind, at, i + 1, problem);
                at = i + 1;
                return;
            }
            i++;
        }
        throw new JsonProblem(problem);
    }

    private void plain() {
        int i = at;
        while (i < end && " \n\r\t,}]".indexOf(bytes[i]) < 0) {
            i++;
        }
        set(plainKind(at, i), at, i, JsonProblem.UNKNOWN);
        at = i;
    }

    private Kind plainKind(int from, int to) {
        if (equals(from, to, "true") || equals(from, to, "false")) {
            return Kind.BOOLEAN;
        }
        if (equals(from, to, "null")) {
            return Kind.NULL;
        }
        if (from < to && (bytes[from] >= '0' && bytes[from] <= '9' || bytes[from] == '-')) {
            return Kind.NUMBER;
        }
        throw new JsonProblem(JsonProblem.UNKNOWN);
    }

    private boolean equals(int from, int to, String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The text of a string's content, or null when an escape in it is none. */
    @Nullable
    String unescaped(int from, int to) {
        String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        return raw.indexOf('\\') < 0 ? raw : JsonText.unescape(raw);
    }

    /** What a path leads to. */
    record Found(Kind kind, int from, int to) {
    }

    /**
     * The value at a path, or null where there is none or the way there is no JSON.
     *
     * @throws JsonProblem when the value itself is none
     */
    @Nullable
    Found find(JsonPath path, int from, int to) {
        end = to;
        at = from;
        for (JsonPath.Part part : path.parts()) {
            if (!(part.key() != null ? intoField(part.key()) : intoElement(part.index()))) {
                return null;
            }
        }
        value();
        return new Found(kind, valueFrom, valueTo);
    }

    private boolean intoField(String key) {
        try {
            if (token("") != '{') {
                return false;
            }
            at++;
            while (token("") == '"') {
                boolean isIt = key().equals(key);
                if (token("") != ':') {
                    return false;
                }
                at++;
                if (isIt) {
                    return true;
                }
                value();
                if (token("") != ',') {
                    return false;
                }
                at++;
            }
            return false;
        } catch (JsonProblem _) {
            return false;
        }
    }

    private boolean intoElement(int index) {
        try {
            if (token("") != '[') {
                return false;
            }
            at++;
            for (int i = 0; i < index; i++) {
                value();
                if (token("") != ',') {
                    return false;
                }
                at++;
            }
            return token("") != ']';
        } catch (JsonProblem _) {
            return false;
        }
    }
}
