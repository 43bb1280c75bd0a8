package dev.tributary.wire.exposition;

import java.nio.charset.StandardCharsets;

import dev.tributary.model.text.GoFloat;

/**
 * Brings values of {@code le} and {@code quantile} into the one spelling that Prometheus 3 stores ({@code 1} becomes
 * {@code 1.0}), so that a bucket is one series whatever wrote it. Values that are spelled so already, nearly all, cost a
 * look at their characters.
 */
final class FloatLabel {
    /** No spelling is longer. */
    static final int LENGTH_MAX = 32;

    private final FloatText floats = new FloatText();

    /** The spelling: as Go writes floats, but a whole number without exponent gets a point. */
    static String spell(double value) {
        String text = GoFloat.general(value);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '-' && (c < '0' || c > '9')) {
                return text;
            }
        }
        return text + ".0";
    }

    /**
     * Writes the value's normal spelling to a position and gives its length, or -1 when the value has it already or is no
     * float.
     */
    int rewrite(byte[] bytes, int from, int to, byte[] target, int targetAt) {
        int whole = wholeDigits(bytes, from, to);
        if (from + whole == to && whole > 0) {
            System.arraycopy(bytes, from, target, targetAt, whole);
            target[targetAt + whole] = '.';
            target[targetAt + whole + 1] = '0';
            return whole + 2;
        }
        if (whole > 0 && isPlainDecimal(bytes, from + whole, to) || !floats.parse(bytes, from, to)) {
            return -1;
        }
        byte[] normal = spell(floats.value()).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(normal, 0, target, targetAt, normal.length);
        return normal.length;
    }

    /** Number of digits in front when they are 0 or a number below a million without leading zeros; else 0. */
    private static int wholeDigits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        int digits = at - from;
        return digits > 6 || digits > 1 && bytes[from] == '0' ? 0 : digits;
    }

    /**
     * A point, at most nine digits without trailing zeros (or one zero), and not so small that the normal spelling has an
     * exponent: with the six digits in front these are fewer than sixteen, so they are the shortest spelling.
     */
    private static boolean isPlainDecimal(byte[] bytes, int from, int to) {
        int digits = to - from - 1;
        if (digits < 1 || digits > 9 || bytes[from] != '.') {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        if (bytes[to - 1] == '0') {
            return digits == 1;
        }
        boolean tiny = digits > 4 && bytes[from - 1] == '0' && bytes[from + 1] == '0' && bytes[from + 2] == '0'
                && bytes[from + 3] == '0' && bytes[from + 4] == '0';
        return !tiny;
    }
}
