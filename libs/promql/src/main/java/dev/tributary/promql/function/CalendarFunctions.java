package dev.tributary.promql.function;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;

/** The fields of a date in UTC, of a number of seconds since 1970. */
final class CalendarFunctions {
    private static final int DAYS_OF_WEEK = 7;

    static final Map<String, DoubleUnaryOperator> ALL = Map.of("days_in_month",
            field(date -> date.toLocalDate().lengthOfMonth()), "day_of_month", field(LocalDateTime::getDayOfMonth),
            "day_of_week", field(date -> date.getDayOfWeek().getValue() % DAYS_OF_WEEK), "day_of_year",
            field(LocalDateTime::getDayOfYear), "hour", field(LocalDateTime::getHour), "minute",
            field(LocalDateTime::getMinute), "month", field(LocalDateTime::getMonthValue), "year",
            field(LocalDateTime::getYear));

    private CalendarFunctions() {
    }

    private static DoubleUnaryOperator field(ToIntFunction<LocalDateTime> field) {
        return seconds -> field.applyAsInt(dateOf(seconds));
    }

    private static LocalDateTime dateOf(double seconds) {
        // NaN and numbers beyond 64 bits become the smallest integer in Go; years beyond what dates know are cut off.
        long whole = seconds >= Long.MIN_VALUE && seconds < Long.MAX_VALUE ? (long) seconds : Long.MIN_VALUE;
        long known = Math.clamp(whole, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond());
        return LocalDateTime.ofEpochSecond(known, 0, ZoneOffset.UTC);
    }
}
