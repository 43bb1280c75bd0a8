package dev.tributary.runtime.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Prometheus writes them: {@code 15s}, {@code 1h30m}, {@code 15d}, {@code 0}. Units y (365 days), w, d, h, m,
 * s, ms, each at most once and in that order.
 */
public final class PrometheusDuration {
    private static final Pattern FORM = Pattern
            .compile("(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

    private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};

    private static final long DAY_MILLIS = 86_400_000;

    private static final long[] UNIT_MILLIS = {365 * DAY_MILLIS, 7 * DAY_MILLIS, DAY_MILLIS, 3_600_000, 60_000, 1_000,
            1};

    private PrometheusDuration() {
    }

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException with the form that is expected
     */
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher matcher = FORM.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is not a duration: write it like 15s, 1h30m or 15d (units y, w, d, h, m, s, ms in this order)");
        }
        try {
            long millis = 0;
            for (int i = 0; i < UNITS.length; i++) {
                String count = matcher.group(i + 1);
                if (count != null) {
                    millis = Math.addExact(millis, Math.multiplyExact(Long.parseLong(count), UNIT_MILLIS[i]));
                }
            }
            return Duration.ofMillis(millis);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is longer than a duration can be", e);
        }
    }

    /** Writes a duration in the largest units that are exact: {@code 1h30m}, {@code 15d}, {@code 0s}. */
    public static String format(Duration duration) {
        long rest = duration.toMillis();
        if (rest == 0) {
            return "0s";
        }
        StringBuilder out = new StringBuilder();
        if (rest < 0) {
            out.append('-');
            rest = -rest;
        }
        for (int i = 0; i < UNITS.length; i++) {
            boolean calendar = i < 2;
            if (rest >= UNIT_MILLIS[i] && (!calendar || rest % UNIT_MILLIS[i] == 0)) {
                out.append(rest / UNIT_MILLIS[i]).append(UNITS[i]);
                rest %= UNIT_MILLIS[i];
            }
        }
        return out.toString();
    }
}
