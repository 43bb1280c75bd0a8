package dev.tributary.collector.pipeline;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;

import dev.tributary.logql.format.GoTimes;
import org.jspecify.annotations.Nullable;

/** One form in which logs write times. */
@FunctionalInterface
interface TimeForm {
    /** Nanoseconds in a second. */
    long SECOND = 1_000_000_000L;

    /** The names that Go has for layouts. */
    Map<String, String> NAMED = Map.ofEntries(Map.entry("ANSIC", "Mon Jan _2 15:04:05 2006"),
            Map.entry("UnixDate", "Mon Jan _2 15:04:05 MST 2006"),
            Map.entry("RubyDate", "Mon Jan 02 15:04:05 -0700 2006"), Map.entry("RFC822", "02 Jan 06 15:04 MST"),
            Map.entry("RFC822Z", "02 Jan 06 15:04 -0700"), Map.entry("RFC850", "Monday, 02-Jan-06 15:04:05 MST"),
            Map.entry("RFC1123", "Mon, 02 Jan 2006 15:04:05 MST"),
            Map.entry("RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700"),
            Map.entry("RFC3339", "2006-01-02T15:04:05Z07:00"),
            Map.entry("RFC3339Nano", "2006-01-02T15:04:05.999999999Z07:00"));

    /**
     * Unix nanoseconds; null for a text of another form. Numbers that are none and times out of range throw.
     *
     * @param year for forms without one
     */
    @Nullable
    Long read(String text, int year);

    /** The form of this name or layout. */
    static TimeForm of(String format, ZoneId zone) {
        return switch (format) {
            case "Unix" -> unix(9);
            case "UnixMs" -> unix(6);
            case "UnixUs" -> unix(3);
            case "UnixNs" -> unix(0);
            default -> layout(NAMED.getOrDefault(format, format), zone);
        };
    }

    private static TimeForm unix(int digits) {
        return (text, _) -> new BigDecimal(text).movePointRight(digits).toBigInteger().longValueExact();
    }

    private static TimeForm layout(String layout, ZoneId zone) {
        GoTimes times = new GoTimes(layout);
        return (text, year) -> {
            ZonedDateTime time = times.parse(text, zone);
            if (time == null) {
                return null;
            }
            Instant instant = (time.getYear() == 0 ? time.withYear(year) : time).toInstant();
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano());
        };
    }
}
