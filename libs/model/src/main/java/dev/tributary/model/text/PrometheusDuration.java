package dev.tributary.model.text;

import java.time.Duration;
import java.util.List;

/**
 * Durations in Prometheus' notation: whole numbers with units {@code y w d h m s ms}, each at most once and falling, as
 * {@code 1h30m}. A year has 365 days. What Go can hold in 64 bit of nanoseconds, about 292 years, is the limit.
 */
public final class PrometheusDuration {
    private record Unit(String name, long millis, boolean onlyWhole) {
    }

    private static final List<Unit> UNITS = List.of(new Unit("y", 365L * 86_400_000, true),
            new Unit("w", 7L * 86_400_000, true), new Unit("d", 86_400_000, false), new Unit("h", 3_600_000, false),
            new Unit("m", 60_000, false), new Unit("s", 1000, false), new Unit("ms", 1, false));

    private static final long MILLIS_MAX = Long.MAX_VALUE / 1_000_000;

    private PrometheusDuration() {
    }

    /**
     * Reads {@code 1h30m} or {@code 0}.
     *
     * @throws IllegalArgumentException in Prometheus' words
     */
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty duration string");
        }
        long millis = 0;
        int lastUnit = -1;
        int at = 0;
        while (at < text.length()) {
            int unitAt = runEnd(text, at, true);
            int end = runEnd(text, unitAt, false);
            if (unitAt == at || end == unitAt) {
                throw notValid(text);
            }
            int unit = unitOf(text.substring(unitAt, end), text);
            if (unit <= lastUnit) {
                throw notValid(text);
            }
            lastUnit = unit;
            millis = add(millis, text.substring(at, unitAt), UNITS.get(unit).millis(), text);
            at = end;
        }
        return Duration.ofMillis(millis);
    }

    private static int runEnd(String text, int from, boolean digits) {
        int end = from;
        while (end < text.length() && (text.charAt(end) >= '0' && text.charAt(end) <= '9') == digits) {
            end++;
        }
        return end;
    }

    private static int unitOf(String name, String text) {
        for (int i = 0; i < UNITS.size(); i++) {
            if (UNITS.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException(
                "unknown unit " + GoQuote.quote(name) + " in duration " + GoQuote.quote(text));
    }

    private static long add(long millis, String digits, long unitMillis, String text) {
        long count;
        try {
            count = Long.parseUnsignedLong(digits);
        } catch (NumberFormatException _) {
            throw notValid(text);
        }
        if (count < 0 || count > MILLIS_MAX / unitMillis || millis + count * unitMillis > MILLIS_MAX) {
            throw new IllegalArgumentException("duration out of range");
        }
        return millis + count * unitMillis;
    }

    private static IllegalArgumentException notValid(String text) {
        return new IllegalArgumentException("not a valid duration string: " + GoQuote.quote(text));
    }

    /** Writes whole milliseconds; years and weeks only where nothing is left over, so that 90 days stay {@code 90d}. */
    public static String format(Duration duration) {
        long left = duration.toMillis();
        if (left == 0) {
            return "0s";
        }
        StringBuilder out = new StringBuilder();
        if (left < 0) {
            out.append('-');
            left = -left;
        }
        for (Unit unit : UNITS) {
            if (left >= unit.millis() && (!unit.onlyWhole() || left % unit.millis() == 0)) {
                out.append(left / unit.millis()).append(unit.name());
                left %= unit.millis();
            }
        }
        return out.toString();
    }
}
