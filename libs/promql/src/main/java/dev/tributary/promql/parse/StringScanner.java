package dev.tributary.promql.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import dev.tributary.promql.ast.ByteText;
import dev.tributary.promql.ast.Span;
import dev.tributary.promql.ast.StringText;

/** Finds the end of quoted texts and resolves their escapes, which are those of Go. */
final class StringScanner {
    private final String text;

    StringScanner(String text) {
        this.text = text;
    }

    /** Position behind the closing quote of a text whose content starts at {@code from}. */
    int end(int from, char quote, int tokenStart) {
        boolean raw = quote == '`';
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return at;
            }
            if (!raw && c == '\n') {
                break;
            }
            if (c == '\uFFFD') {
                throw error(tokenStart, "invalid UTF-8 rune");
            }
            if (!raw && c == '\\') {
                at = escapeEnd(at, quote, tokenStart);
            }
        }
        throw error(tokenStart, raw ? "unterminated raw string" : "unterminated quoted string");
    }

    private int escapeEnd(int from, char quote, int tokenStart) {
        if (from >= text.length()) {
            throw error(tokenStart, "escape sequence not terminated");
        }
        char c = text.charAt(from);
        if (c == quote || "abfnrtv\\".indexOf(c) >= 0) {
            return from + 1;
        }
        return switch (c) {
            case '0', '1', '2', '3', '4', '5', '6', '7' -> digits(from, 3, 8, 255, tokenStart);
            case 'x' -> digits(from + 1, 2, 16, 255, tokenStart);
            case 'u' -> digits(from + 1, 4, 16, Character.MAX_CODE_POINT, tokenStart);
            case 'U' -> digits(from + 1, 8, 16, Character.MAX_CODE_POINT, tokenStart);
            default -> throw error(tokenStart, "unknown escape sequence " + unicode(text.codePointAt(from)));
        };
    }

    private int digits(int from, int count, int base, int max, int tokenStart) {
        long value = 0;
        for (int i = from; i < from + count; i++) {
            if (i >= text.length()) {
                throw error(tokenStart, "escape sequence not terminated");
            }
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), base) : -1;
            if (digit < 0) {
                throw error(tokenStart, "illegal character " + unicode(text.codePointAt(i)) + " in escape sequence");
            }
            value = value * base + digit;
        }
        if (value > max || value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE) {
            throw error(tokenStart, "escape sequence is an invalid Unicode code point");
        }
        return from + count;
    }

    private static String unicode(int c) {
        return String.format("U+%04X", c) + " " + StringText.quoteCharacter(c);
    }

    private ParseException error(int tokenStart, String problem) {
        return new ParseException(text, new Span(tokenStart, text.length()), problem);
    }

    /** The content of a quoted token whose escapes are known to be valid. */
    static String unquote(String token) {
        String body = token.substring(1, token.length() - 1);
        if (token.charAt(0) == '`' || body.indexOf('\\') < 0) {
            return body;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length());
        int at = 0;
        while (at < body.length()) {
            int c = body.codePointAt(at);
            if (c == '\\') {
                at = unescape(body, at + 1, out);
            } else {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(c);
            }
        }
        return ByteText.decode(out.toByteArray());
    }

    private static int unescape(String body, int at, ByteArrayOutputStream out) {
        char c = body.charAt(at);
        return switch (c) {
            case 'a' -> single(out, 7, at);
            case 'b' -> single(out, '\b', at);
            case 'f' -> single(out, '\f', at);
            case 'n' -> single(out, '\n', at);
            case 'r' -> single(out, '\r', at);
            case 't' -> single(out, '\t', at);
            case 'v' -> single(out, 0x0b, at);
            case 'x' -> numeric(body, at + 1, 2, 16, out, true);
            case 'u' -> numeric(body, at + 1, 4, 16, out, false);
            case 'U' -> numeric(body, at + 1, 8, 16, out, false);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> numeric(body, at, 3, 8, out, true);
            default -> single(out, c, at);
        };
    }

    private static int single(ByteArrayOutputStream out, int value, int at) {
        out.write(value);
        return at + 1;
    }

    private static int numeric(String body, int from, int count, int base, ByteArrayOutputStream out, boolean oneByte) {
        int value = Integer.parseInt(body.substring(from, from + count), base);
        if (oneByte) {
            out.write(value);
        } else {
            out.writeBytes(Character.toString(value).getBytes(StandardCharsets.UTF_8));
        }
        return from + count;
    }
}
