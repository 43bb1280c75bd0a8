package dev.tributary.queryapi.param;

import java.time.Duration;
import java.util.function.Function;

import dev.tributary.model.text.GoQuote;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import org.jspecify.annotations.Nullable;

/** The parameters that several routes share, with their defaults and their errors. */
public final class CommonParameters {
    private CommonParameters() {
    }

    /** A time that must be given, in Unix milliseconds. */
    public static long requiredTime(ApiRequest request, String name) {
        return checked(name, request.parameter(name), TimeParameter::millis);
    }

    /** A time in Unix milliseconds, or the given one where it is left out. */
    public static long time(ApiRequest request, String name, long otherwiseMillis) {
        String text = request.parameter(name);
        return text.isEmpty() ? otherwiseMillis : checked(name, text, value -> timeNamed(name, value));
    }

    private static long timeNamed(String name, String text) {
        try {
            return TimeParameter.millis(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("invalid time value for '" + name + "': " + e.getMessage(), e);
        }
    }

    /** A duration that must be given. */
    public static Duration requiredDuration(ApiRequest request, String name) {
        return checked(name, request.parameter(name), DurationParameter::parse);
    }

    /** A duration, or null where it is left out. */
    public static @Nullable Duration duration(ApiRequest request, String name) {
        String text = request.parameter(name);
        return text.isEmpty() ? null : checked(name, text, DurationParameter::parse);
    }

    /** Whether something is asked for; false where it is left out. */
    public static boolean flag(ApiRequest request, String name) {
        String text = request.parameter(name);
        return !text.isEmpty() && checked(name, text, BooleanParameter::parse);
    }

    /** How many results are wanted; 0, also where it is left out, means all. */
    public static int limit(ApiRequest request) {
        return checked("limit", request.parameter("limit"), CommonParameters::parseLimit);
    }

    private static int parseLimit(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        int limit = wholeNumber(text);
        if (limit < 0) {
            throw new IllegalArgumentException("limit must be non-negative");
        }
        return limit;
    }

    /** A whole number; more than an int holds counts as the largest int. */
    private static int wholeNumber(String text) {
        try {
            return Math.clamp(Long.parseLong(text), Integer.MIN_VALUE, Integer.MAX_VALUE);
        } catch (NumberFormatException e) {
            boolean number = text.matches("[+-]?[0-9]+");
            throw new IllegalArgumentException("strconv.Atoi: parsing " + GoQuote.quote(text) + ": "
                    + (number ? "value out of range" : "invalid syntax"), e);
        }
    }

    private static <T> T checked(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.badParameter(name, String.valueOf(e.getMessage()));
        }
    }
}
