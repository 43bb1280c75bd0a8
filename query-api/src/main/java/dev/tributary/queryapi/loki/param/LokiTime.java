package dev.tributary.queryapi.loki.param;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;

import dev.tributary.model.text.GoFloatParser;
import dev.tributary.model.text.GoQuote;
import dev.tributary.queryapi.param.TimeParameter;

/**
 * Times of Loki's API, Unix nanoseconds inside: a number with a point is seconds, one of at most ten digits too, a longer
 * one nanoseconds; or RFC 3339. What lies beyond the nanoseconds of a long counts as its end.
 */
public final class LokiTime {
    private static final int SECONDS_CHARACTERS_MAX = 10;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private LokiTime() {
    }

    /**
     * The time a text says.
     *
     * @throws IllegalArgumentException in Go's words
     */
    public static long nanos(String text) {
        if (text.indexOf('.') >= 0) {
            try {
                return ofSeconds(GoFloatParser.parse(text));
            } catch (NumberFormatException _) {
                return ofDate(text);
            }
        }
        return text.matches("[+-]?[0-9]+") ? ofWhole(text) : ofDate(text);
    }

    private static long ofWhole(String text) {
        try {
            long number = Long.parseLong(text);
            return text.length() <= SECONDS_CHARACTERS_MAX
                    ? saturated(BigDecimal.valueOf(number).multiply(BigDecimal.valueOf(NANOS_PER_SECOND)))
                    : number;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(notANumber(text, "value out of range"), e);
        }
    }

    /** Loki keeps three decimals of a second written with a point. */
    private static long ofSeconds(double seconds) {
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            throw new IllegalArgumentException(notANumber(Double.toString(seconds), "invalid syntax"));
        }
        double whole = seconds < 0 ? Math.ceil(seconds) : Math.floor(seconds);
        long millis = Math.round((seconds - whole) * 1000);
        return saturated(new BigDecimal(whole).multiply(BigDecimal.valueOf(NANOS_PER_SECOND))
                .add(BigDecimal.valueOf(millis * 1_000_000)));
    }

    private static long ofDate(String text) {
        try {
            Instant time = TimeParameter.date(text);
            return saturated(BigDecimal.valueOf(time.getEpochSecond()).multiply(BigDecimal.valueOf(NANOS_PER_SECOND))
                    .add(BigDecimal.valueOf(time.getNano())));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(notANumber(text, "invalid syntax"), e);
        }
    }

    private static long saturated(BigDecimal nanos) {
        BigInteger whole = nanos.setScale(0, RoundingMode.DOWN).toBigInteger();
        if (whole.bitLength() < Long.SIZE) {
            return whole.longValue();
        }
        return whole.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    private static String notANumber(String text, String reason) {
        return "strconv.ParseInt: parsing " + GoQuote.quote(text) + ": " + reason;
    }
}
