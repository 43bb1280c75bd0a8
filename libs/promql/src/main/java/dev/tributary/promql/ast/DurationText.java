package dev.tributary.promql.ast;

/** Prometheus' notation for durations, {@code 1h30m}: whole units in falling order, each at most once. */
public final class DurationText {
    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};
    private static final long[] UNIT_MILLIS = {365L * 86_400_000, 7L * 86_400_000, 86_400_000, 3_600_000, 60_000, 1_000,
            1};
    /** Go keeps durations as nanoseconds in 64 bits. */
    private static final long MILLIS_MAX = Long.MAX_VALUE / 1_000_000;

    private DurationText() {
    }

    /**
     * Reads a duration into milliseconds.
     *
     * @throws IllegalArgumentException in Prometheus' words
     */
    public static long parseMillis(String text) {
        if (text.equals("0")) {
            return 0;
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty duration string");
        }
        long millis = 0;
        int lastUnit = -1;
        int at = 0;
        while (at < text.length()) {
            int digitsEnd = skip(text, at, true);
            int unitEnd = skip(text, digitsEnd, false);
            if (digitsEnd == at || unitEnd == digitsEnd || digitsEnd - at > 19) {
                throw invalid(text);
            }
            int unit = unitIndex(text.substring(digitsEnd, unitEnd), text);
            if (unit <= lastUnit) {
                throw invalid(text);
            }
            lastUnit = unit;
            millis = addUnits(millis, text.substring(at, digitsEnd), UNIT_MILLIS[unit], text);
            at = unitEnd;
        }
        return millis;
    }

    private static long addUnits(long millis, String digits, long unitMillis, String text) {
        long count;
        try {
            count = Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw invalid(text);
        }
        if (count > MILLIS_MAX / unitMillis || millis > MILLIS_MAX - count * unitMillis) {
            throw new IllegalArgumentException("duration out of range");
        }
        return millis + count * unitMillis;
    }

    private static int skip(String text, int from, boolean digits) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at)) == digits) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int unitIndex(String unit, String text) {
        for (int i = 0; i < UNITS.length; i++) {
            if (UNITS[i].equals(unit)) {
                return i;
            }
        }
        throw new IllegalArgumentException("unknown unit " + StringText.quote(unit) + " in duration "
                + StringText.quote(text));
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("not a valid duration string: " + StringText.quote(text));
    }

    /** Writes milliseconds; years and weeks only where nothing is left over, since 90d reads better than 12w6d. */
    public static String format(long millis) {
        if (millis == 0) {
            return "0s";
        }
        StringBuilder out = new StringBuilder();
        long rest = millis;
        if (millis < 0) {
            out.append('-');
            rest = -millis;
        }
        for (int i = 0; i < UNITS.length; i++) {
            boolean exactOnly = i < 2;
            if (rest / UNIT_MILLIS[i] > 0 && !(exactOnly && rest % UNIT_MILLIS[i] != 0)) {
                out.append(rest / UNIT_MILLIS[i]).append(UNITS[i]);
                rest %= UNIT_MILLIS[i];
            }
        }
        return out.toString();
    }
}
