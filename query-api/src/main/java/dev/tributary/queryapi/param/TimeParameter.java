package dev.tributary.queryapi.param;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

import dev.tributary.model.text.GoFloatParser;
import dev.tributary.model.text.GoQuote;

/**
 * Times of the API: Unix seconds with a fraction, RFC 3339, or the two texts that stand for the ends of time. All times
 * are Unix milliseconds inside; what lies beyond the ends of time is refused.
 */
public final class TimeParameter {
    /** The start of time, where a parameter is left out: {@code -292273086-05-16T16:47:06Z}. */
    public static final long MIN_MILLIS = -9_223_309_901_257_974_000L;

    /** The end of time, where a parameter is left out: {@code 292277025-08-18T07:12:54.999999999Z}. */
    public static final long MAX_MILLIS = 9_223_309_901_257_974_999L;

    private static final String MIN_TEXT = "-292273086-05-16T16:47:06Z";
    private static final String MAX_TEXT = "292277025-08-18T07:12:54.999999999Z";

    /** RFC 3339 has four-digit years, a full time with any number of decimals, and a colon in the offset. */
    private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder().appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd'T'HH:mm:ss").appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .appendOffset("+HH:MM", "Z").toFormatter(Locale.ROOT);

    private TimeParameter() {
    }

    /**
     * Unix milliseconds of a text.
     *
     * @throws IllegalArgumentException in Prometheus' words
     */
    public static long millis(String text) {
        if (text.equals(MIN_TEXT)) {
            return MIN_MILLIS;
        }
        if (text.equals(MAX_TEXT)) {
            return MAX_MILLIS;
        }
        try {
            return ofSeconds(GoFloatParser.parse(text), text);
        } catch (NumberFormatException _) {
            return ofDate(text);
        }
    }

    private static long ofSeconds(double seconds, String text) {
        // The comparison also refuses NaN. The limits are whole seconds, so no rounding crosses them.
        if (!(seconds >= MIN_MILLIS / 1000.0 && seconds <= MAX_MILLIS / 1000.0)) {
            throw notATime(text);
        }
        long whole = (long) seconds;
        // As Prometheus does, the fraction is rounded to milliseconds half away from zero, by itself.
        double thousandths = (seconds - whole) * 1000;
        return whole * 1000 + (long) (thousandths + Math.copySign(0.5, thousandths));
    }

    /**
     * The instant of an RFC 3339 text.
     *
     * @throws DateTimeException when it is none
     */
    public static Instant date(String text) {
        return OffsetDateTime.parse(text, RFC_3339).toInstant();
    }

    private static long ofDate(String text) {
        try {
            return date(text).toEpochMilli();
        } catch (DateTimeException _) {
            throw notATime(text);
        }
    }

    private static IllegalArgumentException notATime(String text) {
        return new IllegalArgumentException("cannot parse " + GoQuote.quote(text) + " to a valid timestamp");
    }
}
