package dev.tributary.logql.parser;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code key=value key="a value" key} from bytes. Everything up to the blank included separates; a pair that is none
 * is passed over, and what was wrong with the last such is remembered.
 */
public final class LogfmtScan {
    private byte[] bytes = new byte[0];
    private int start;
    private int end;
    private int at;
    private int keyFrom;
    private int keyTo;
    private int valueFrom;
    private int valueTo;
    private @Nullable String unquoted;
    private String error = "";

    /** Takes a line. */
    public void reset(byte[] newBytes, int from, int to) {
        bytes = newBytes;
        start = from;
        at = from;
        end = to;
        error = "";
    }

    /** True when nothing is left. */
    public boolean isAtEnd() {
        return at >= end;
    }

    /** What was wrong last, empty when nothing was. */
    public String error() {
        return error;
    }

    /** Where the key begins. */
    public int keyFrom() {
        return keyFrom;
    }

    /** Where the key ends. */
    public int keyTo() {
        return keyTo;
    }

    /** Where the value begins, inside of its quotes. */
    public int valueFrom() {
        return valueFrom;
    }

    /** Where the value ends, inside of its quotes. */
    public int valueTo() {
        return valueTo;
    }

    /** The value where it had escapes, else null. */
    public @Nullable String unquoted() {
        return unquoted;
    }

    /** Reads the next pair; false at the end and where there is none. */
    public boolean next() {
        unquoted = null;
        valueFrom = 0;
        valueTo = 0;
        while (at < end && isBlank(bytes[at])) {
            at++;
        }
        if (at == end) {
            return false;
        }
        keyFrom = at;
        boolean ascii = true;
        while (at < end && bytes[at] != '=' && bytes[at] != '"' && !isBlank(bytes[at])) {
            ascii &= bytes[at] >= 0;
            at++;
        }
        keyTo = at;
        if (at < end && (bytes[at] == '"' || bytes[at] == '=' && keyTo == keyFrom)) {
            fail("unexpected '" + (char) bytes[at] + "'");
            return skipPair();
        }
        if (!ascii && new String(bytes, keyFrom, keyTo - keyFrom, StandardCharsets.UTF_8).indexOf('\ufffd') >= 0) {
            fail("invalid key");
            return skipPair();
        }
        if (at == end || bytes[at] != '=') {
            return true;
        }
        at++;
        return at == end || isBlank(bytes[at]) || (bytes[at] == '"' ? quoted() : plain());
    }

    private static boolean isBlank(byte c) {
        return c >= 0 && c <= ' ';
    }

    private void fail(String problem) {
        error = "logfmt syntax error at pos " + (at - start + 1) + " : " + problem;
    }

    private boolean skipPair() {
        while (at < end && !isBlank(bytes[at])) {
            at++;
        }
        return false;
    }

    private boolean plain() {
        valueFrom = at;
        while (at < end && !isBlank(bytes[at])) {
            if (bytes[at] == '=' || bytes[at] == '"') {
                fail("unexpected '" + (char) bytes[at] + "'");
                return skipPair();
            }
            at++;
        }
        valueTo = at;
        return true;
    }

    private boolean quoted() {
        int from = at + 1;
        boolean escapes = false;
        int i = from;
        while (i < end && bytes[i] != '"') {
            boolean escape = bytes[i] == '\\';
            escapes |= escape;
            i += escape ? 2 : 1;
        }
        if (i >= end) {
            at = end;
            fail("unterminated quoted value");
            return false;
        }
        at = i + 1;
        valueFrom = from;
        valueTo = i;
        if (escapes) {
            String raw = new String(bytes, from, i - from, StandardCharsets.UTF_8).replace("\\'", "'");
            unquoted = JsonText.unescape(raw);
            if (unquoted == null) {
                fail("invalid quoted value");
                return false;
            }
        }
        return true;
    }
}
