package dev.tributary.model.text;

import java.util.Arrays;
import java.util.Optional;

/**
 * How names that are not plain travel to those who only know plain names: the {@code escaping} parameter of exposition
 * formats and the {@code U__} names of the HTTP API.
 */
public enum EscapingScheme {
    /** Names travel as they are. */
    ALLOW_UTF8("allow-utf-8"),
    /** Every odd character becomes an underscore; there is no way back. */
    UNDERSCORES("underscores"),
    /** Dots become {@code _dot_}, underscores double, other odd characters two underscores. */
    DOTS("dots"),
    /** {@code U__} and then odd characters as {@code _hex_}, underscores double. */
    VALUES("values");

    private static final String VALUES_PREFIX = "U__";

    /** The digits of the highest code point, 10FFFF. */
    private static final int HEX_DIGITS_MAX = 6;

    private final String text;

    EscapingScheme(String text) {
        this.text = text;
    }

    /** The name that formats use for it. */
    public String text() {
        return text;
    }

    /** The scheme of a name that formats use. */
    public static Optional<EscapingScheme> of(String text) {
        return Arrays.stream(values()).filter(scheme -> scheme.text.equals(text)).findFirst();
    }

    /** The name in this scheme. */
    public String escape(String name) {
        return switch (this) {
            case ALLOW_UTF8 -> name;
            case UNDERSCORES -> Names.isLegacyMetricName(name) ? name : replace(name, "_", "_", false);
            case DOTS -> replace(name, "__", "__", false);
            case VALUES -> name.isEmpty() || Names.isLegacyMetricName(name)
                    ? name
                    : VALUES_PREFIX + replace(name, "__", "", true);
        };
    }

    private String replace(String name, String underscore, String odd, boolean asHex) {
        StringBuilder out = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length();) {
            int c = name.codePointAt(i);
            if (c == '_') {
                out.append(underscore);
            } else if (c == '.' && this == DOTS) {
                out.append("_dot_");
            } else if (Names.isLegacy(c, i)) {
                out.append((char) c);
            } else if (asHex) {
                out.append('_').append(isSurrogate(c) ? "FFFD" : Integer.toHexString(c)).append('_');
            } else {
                out.append(odd);
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    private static boolean isSurrogate(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** The name that {@link #escape} was given, as far as the scheme keeps it; a text that is no escaped name is itself. */
    public String unescape(String escaped) {
        return switch (this) {
            case ALLOW_UTF8, UNDERSCORES -> escaped;
            case DOTS -> escaped.replace("_dot_", ".").replace("__", "_");
            case VALUES -> escaped.startsWith(VALUES_PREFIX) ? unescapeValues(escaped) : escaped;
        };
    }

    private static String unescapeValues(String escaped) {
        StringBuilder out = new StringBuilder(escaped.length());
        int at = VALUES_PREFIX.length();
        while (at < escaped.length()) {
            char c = escaped.charAt(at++);
            if (c != '_') {
                out.append(c);
                continue;
            }
            int end = escaped.indexOf('_', at);
            int code = end == at ? '_' : end < 0 ? -1 : codePoint(escaped.substring(at, end));
            if (code < 0) {
                return escaped;
            }
            out.appendCodePoint(code);
            at = end + 1;
        }
        return out.toString();
    }

    private static int codePoint(String hex) {
        int code = 0;
        for (int i = 0; i < hex.length(); i++) {
            int digit = hex.charAt(i) < 128 ? Character.digit(hex.charAt(i), 16) : -1;
            if (digit < 0 || i == HEX_DIGITS_MAX) {
                return -1;
            }
            code = 16 * code + digit;
        }
        return Character.isValidCodePoint(code) && !isSurrogate(code) ? code : -1;
    }
}
