package dev.tributary.model.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;

/** Durations as Go writes and reads them: {@code 1h0m0s}, {@code 1.5s}, {@code 250ms}; nanoseconds in 64 bit. */
public final class GoDuration {
    private static final long SECOND = 1_000_000_000;

    private static final Map<String, Long> UNIT_NANOS = Map.of("ns", 1L, "us", 1000L, "\u00b5s", 1000L, "\u03bcs",
            1000L, "ms", 1_000_000L, "s", SECOND, "m", 60 * SECOND, "h", 3600 * SECOND);

    private static final BigDecimal NANOS_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal NANOS_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private GoDuration() {
    }

    /** As {@code time.Duration.String()}; longer than 292 years is cut to that. */
    public static String format(Duration duration) {
        BigDecimal nanos = BigDecimal.valueOf(duration.getSeconds()).multiply(BigDecimal.valueOf(SECOND))
                .add(BigDecimal.valueOf(duration.getNano()));
        return format(nanos.min(NANOS_MAX).max(NANOS_MIN).longValue());
    }

    /** As {@code time.Duration.String()}. */
    public static String format(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        BigDecimal size = BigDecimal.valueOf(nanos).abs();
        String text = size.compareTo(BigDecimal.valueOf(SECOND)) < 0 ? small(size) : large(size);
        return nanos < 0 ? "-" + text : text;
    }

    private static String small(BigDecimal nanos) {
        if (nanos.longValue() < 1000) {
            return nanos + "ns";
        }
        return nanos.longValue() < 1_000_000 ? shifted(nanos, 3) + "\u00b5s" : shifted(nanos, 6) + "ms";
    }

    private static String large(BigDecimal nanos) {
        BigDecimal minute = BigDecimal.valueOf(60 * SECOND);
        BigDecimal[] split = nanos.divideAndRemainder(minute);
        long minutes = split[0].longValue();
        String seconds = shifted(split[1], 9) + "s";
        if (minutes == 0) {
            return seconds;
        }
        return (minutes < 60 ? "" : minutes / 60 + "h") + minutes % 60 + "m" + seconds;
    }

    private static String shifted(BigDecimal nanos, int digits) {
        return nanos.signum() == 0 ? "0" : nanos.movePointLeft(digits).stripTrailingZeros().toPlainString();
    }

    /**
     * Nanoseconds of a text like {@code 1h15m30.918s} or {@code -1.5h}, as {@code time.ParseDuration} reads it.
     *
     * @throws IllegalArgumentException in Go's words
     */
    public static long parseNanos(String text) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String rest = signed ? text.substring(1) : text;
        if (rest.equals("0")) {
            return 0;
        }
        if (rest.isEmpty()) {
            throw invalid(text);
        }
        BigDecimal sum = BigDecimal.ZERO;
        int at = 0;
        while (at < rest.length()) {
            int unitAt = numberEnd(rest, at);
            int end = unitEnd(rest, unitAt);
            sum = sum.add(part(rest.substring(at, unitAt), rest.substring(unitAt, end), text));
            at = end;
        }
        BigDecimal nanos = text.startsWith("-") ? sum.negate() : sum;
        if (nanos.compareTo(NANOS_MAX) > 0 || nanos.compareTo(NANOS_MIN) < 0) {
            throw invalid(text);
        }
        return nanos.longValue();
    }

    private static int numberEnd(String text, int from) {
        int end = from;
        while (end < text.length() && isNumberPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int unitEnd(String text, int from) {
        int end = from;
        while (end < text.length() && !isNumberPart(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isNumberPart(char c) {
        return c == '.' || c >= '0' && c <= '9';
    }

    private static BigDecimal part(String number, String unit, String text) {
        int point = number.indexOf('.');
        if (number.isEmpty() || number.equals(".") || point >= 0 && number.indexOf('.', point + 1) >= 0) {
            throw invalid(text);
        }
        if (unit.isEmpty()) {
            throw new IllegalArgumentException("time: missing unit in duration " + GoQuote.quote(text));
        }
        Long nanos = UNIT_NANOS.get(unit);
        if (nanos == null) {
            throw new IllegalArgumentException(
                    "time: unknown unit " + GoQuote.quote(unit) + " in duration " + GoQuote.quote(text));
        }
        return new BigDecimal(number.endsWith(".") ? number + "0" : number).multiply(BigDecimal.valueOf(nanos))
                .setScale(0, RoundingMode.DOWN);
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("time: invalid duration " + GoQuote.quote(text));
    }
}
