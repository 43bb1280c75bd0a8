package dev.tributary.gotemplate.function;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.tributary.model.text.GoQuote;

/** Texts made safe for HTML, JavaScript strings and URL queries, with Go's choice of escapes. */
public final class Escaping {
    private Escaping() {
    }

    public static String html(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case 0 -> out.append('\ufffd');
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    public static String javascript(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\', '\'', '"' -> out.append('\\').append((char) c);
                case '&', '<', '=', '>' -> appendCode(out, c);
                default -> {
                    if (GoQuote.isPrintable(c)) {
                        out.appendCodePoint(c);
                    } else {
                        appendCode(out, c);
                    }
                }
            }
        });
        return out.toString();
    }

    private static void appendCode(StringBuilder out, int c) {
        out.append("\\u").append(String.format(Locale.ROOT, "%04X", c));
    }

    /** A text inside a URL query: a space becomes a plus. */
    public static String query(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
    }
}
