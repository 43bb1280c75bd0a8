package dev.tributary.model.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Reads string literals of Go. */
public final class GoUnquote {
    private GoUnquote() {
    }

    /**
     * The text of a literal in double quotes, single quotes or backticks, with the quotes. In the latter nothing is
     * escaped. Escapes that give bytes (octal and {@code \x}) must add up to UTF-8; what does not becomes U+FFFD.
     *
     * @throws IllegalArgumentException {@code invalid syntax} when it is no such literal
     */
    public static String unquote(String literal) {
        char quote = literal.length() < 2 ? 0 : literal.charAt(0);
        if (quote == 0 || literal.charAt(literal.length() - 1) != quote || "\"'`".indexOf(quote) < 0) {
            throw invalid();
        }
        String body = literal.substring(1, literal.length() - 1);
        if (quote == '`') {
            if (body.indexOf('`') >= 0) {
                throw invalid();
            }
            return body.replace("\r", "");
        }
        return body.indexOf('\\') < 0 && body.indexOf(quote) < 0 && body.indexOf('\n') < 0
                ? body
                : new Reader(body, quote).read();
    }

    private static IllegalArgumentException invalid() {
        return new IllegalArgumentException("invalid syntax");
    }

    private static final class Reader {
        private final String body;
        private final char quote;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int at;

        Reader(String body, char quote) {
            this.body = body;
            this.quote = quote;
        }

        String read() {
            while (at < body.length()) {
                int c = body.codePointAt(at);
                at += Character.charCount(c);
                if (c == quote || c == '\n') {
                    throw invalid();
                } else if (c == '\\') {
                    escape();
                } else {
                    character(c);
                }
            }
            return bytes.toString(StandardCharsets.UTF_8);
        }

        private void escape() {
            char c = next();
            switch (c) {
                case 'a' -> bytes.write(7);
                case 'b' -> bytes.write('\b');
                case 'f' -> bytes.write('\f');
                case 'n' -> bytes.write('\n');
                case 'r' -> bytes.write('\r');
                case 't' -> bytes.write('\t');
                case 'v' -> bytes.write(11);
                case '\\' -> bytes.write('\\');
                case 'x' -> bytes.write(code(2, 16));
                case 'u' -> character(code(4, 16));
                case 'U' -> character(code(8, 16));
                case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
                default -> {
                    if (c != quote) {
                        throw invalid();
                    }
                    bytes.write(c);
                }
            }
        }

        private void octal() {
            at--;
            int code = code(3, 8);
            if (code > 255) {
                throw invalid();
            }
            bytes.write(code);
        }

        private int code(int digits, int radix) {
            long code = 0;
            for (int i = 0; i < digits; i++) {
                int digit = Character.digit(next(), radix);
                if (digit < 0) {
                    throw invalid();
                }
                code = code * radix + digit;
            }
            if (code > Character.MAX_CODE_POINT || digits >= 4 && code >= 0xd800 && code < 0xe000) {
                throw invalid();
            }
            return (int) code;
        }

        private char next() {
            if (at == body.length()) {
                throw invalid();
            }
            return body.charAt(at++);
        }

        private void character(int c) {
            bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        }
    }
}
