package dev.tributary.app.query;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import picocli.CommandLine.TypeConversionException;

/**
 * A point in time as people type it: {@code now}, {@code now-1h30m}, RFC 3339, a date (its midnight in UTC) or Unix
 * seconds.
 */
public record TimeArgument(String text) {
    /** How it may be written. */
    public static final String FORMS = "now, now-1h, 2026-11-21T07:00:00Z, 2026-11-21 or Unix seconds";

    /** Reads an argument; a mistake in it is found at once. */
    public static TimeArgument of(String text) {
        TimeArgument argument = new TimeArgument(text);
        argument.at(Instant.EPOCH);
        return argument;
    }

    /** A time as the API takes it. */
    public static String seconds(Instant time) {
        return BigDecimal.valueOf(time.toEpochMilli(), 3).toPlainString();
    }

    /** A time as Loki's API takes it: Unix nanoseconds. */
    public static String nanos(Instant time) {
        return BigDecimal.valueOf(time.getEpochSecond()).movePointRight(9).add(BigDecimal.valueOf(time.getNano()))
                .toPlainString();
    }

    /** The time that is meant when it is now. */
    public Instant at(Instant now) {
        if (text.equals("now")) {
            return now;
        }
        if (text.startsWith("now-")) {
            return now.minus(DurationArgument.parse(text.substring("now-".length())));
        }
        if (text.matches("-?[0-9]{1,12}(\\.[0-9]{1,9})?")) {
            return Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1000));
        }
        try {
            return text.length() == "2026-11-21".length()
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + text + "' is no time; write it like " + FORMS);
        }
    }
}
