package dev.tributary.promql.function;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToIntFunction;

/** The fields of a date in UTC, of a number of seconds since 1970. */
final class CalendarFunctions {
    private static final int DAYS_OF_WEEK = 7;
    private static final int CYCLE_YEARS = 400;
    private static final long CYCLE_SECONDS = 146_097L * 86_400;
    /** January 1st of the year -292277022399. */
    private static final long FIRST_SECOND = -9_223_372_028_715_321_600L;

    static final Map<String, DoubleUnaryOperator> ALL = Map.of("days_in_month",
            field(date -> date.toLocalDate().lengthOfMonth()), "day_of_month", field(LocalDateTime::getDayOfMonth),
            "day_of_week", field(date -> date.getDayOfWeek().getValue() % DAYS_OF_WEEK), "day_of_year",
            field(LocalDateTime::getDayOfYear), "hour", field(LocalDateTime::getHour), "minute",
            field(LocalDateTime::getMinute), "month", field(LocalDateTime::getMonthValue), "year",
            CalendarFunctions::year);

    private CalendarFunctions() {
    }

    private static DoubleUnaryOperator field(ToIntFunction<LocalDateTime> field) {
        return seconds -> field.applyAsInt(dateOf(seconds));
    }

    /** The day and time as they come again every 400 years, which is all but the year. */
    private static LocalDateTime dateOf(double seconds) {
        long whole = wholeSeconds(seconds);
        long since = isWrapped(whole)
                ? Long.remainderUnsigned(whole, CYCLE_SECONDS)
                : Math.floorMod(whole, CYCLE_SECONDS);
        return LocalDateTime.ofEpochSecond(since, 0, ZoneOffset.UTC);
    }

    private static double year(double seconds) {
        long whole = wholeSeconds(seconds);
        long cycles = isWrapped(whole)
                ? Long.divideUnsigned(whole, CYCLE_SECONDS)
                : Math.floorDiv(whole, CYCLE_SECONDS);
        return dateOf(seconds).getYear() + (double) CYCLE_YEARS * cycles;
    }

    /** NaN and numbers beyond 64 bits become the smallest integer in Go. */
    private static long wholeSeconds(double seconds) {
        return seconds >= Long.MIN_VALUE && seconds < Long.MAX_VALUE ? (long) seconds : Long.MIN_VALUE;
    }

    /** True before Go's first year: its count of seconds starts over from the far end, as if it had no sign. */
    private static boolean isWrapped(long seconds) {
        return seconds < FIRST_SECOND;
    }
}
