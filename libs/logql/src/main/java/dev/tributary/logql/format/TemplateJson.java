package dev.tributary.logql.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.model.text.GoFloatParser;
import org.jspecify.annotations.Nullable;

/** JSON as values of templates: maps, lists, texts, real numbers and truth values. */
final class TemplateJson {
    private static final int DEPTH_MAX = 100;

    private final String text;
    private int at;
    private int depth;

    private TemplateJson(String text) {
        this.text = text;
    }

    /** The value, or null where the text is no JSON. */
    static @Nullable Object read(String text) {
        TemplateJson reader = new TemplateJson(text);
        try {
            Object value = reader.value();
            reader.skipBlanks();
            return reader.at == text.length() ? value : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private void skipBlanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        skipBlanks();
        if (at == text.length()) {
            throw new IllegalArgumentException("ends early");
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw new IllegalArgumentException("no " + c);
        }
        at++;
    }

    private @Nullable Object value() {
        if (++depth > DEPTH_MAX) {
            throw new IllegalArgumentException("too deep");
        }
        Object value = switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
        depth--;
        return value;
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) {
            throw new IllegalArgumentException("no value");
        }
        at += word.length();
        return value;
    }

    private Object number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return GoFloatParser.parse(text.substring(from, at));
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        at++;
        if (peek() == '}') {
            at++;
            return map;
        }
        while (true) {
            peek();
            String key = string();
            expect(':');
            map.put(key, value());
            if (peek() == '}') {
                at++;
                return map;
            }
            expect(',');
        }
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> list = new ArrayList<>();
        at++;
        if (peek() == ']') {
            at++;
            return list;
        }
        while (true) {
            list.add(value());
            if (peek() == ']') {
                at++;
                return list;
            }
            expect(',');
        }
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            out.append(c == '\\' ? escape() : c);
        }
        expect('"');
        return out.toString();
    }

    private char escape() {
        if (at == text.length()) {
            throw new IllegalArgumentException("ends early");
        }
        char c = text.charAt(at++);
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(plain);
        }
        if (c != 'u' || at + 4 > text.length()) {
            throw new IllegalArgumentException("no escape");
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }
}
