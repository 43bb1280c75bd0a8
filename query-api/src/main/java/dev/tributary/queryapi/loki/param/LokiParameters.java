package dev.tributary.queryapi.loki.param;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

import dev.tributary.model.port.LogDirection;
import dev.tributary.model.text.GoQuote;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.param.DurationParameter;

/** The parameters that several routes share, with their defaults and their errors. Times and steps are nanoseconds. */
public final class LokiParameters {
    public static final int LIMIT = 100;
    private static final long UINT32_MAX = 0xffff_ffffL;
    private static final double STEPS = 250;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private LokiParameters() {
    }

    /** The time it is. */
    static long now(InstantSource clock) {
        Instant now = clock.instant();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }

    /** The time {@code time}, or now. */
    public static long time(ApiRequest request, InstantSource clock) {
        String text = request.parameter("time");
        try {
            return text.isEmpty() ? now(clock) : LokiTime.nanos(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
    }

    /** A positive number, such as {@code limit}; more than an int holds counts as the largest int. */
    public static int positive(ApiRequest request, String name, int otherwise) {
        long number = number(request.parameter(name), otherwise);
        if (number <= 0) {
            throw ApiException.badData("limit must be a positive value");
        }
        if (number > UINT32_MAX) {
            throw ApiException
                    .badData(name + " value " + number + " is out of range [0, " + UINT32_MAX + "]");
        }
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    /** A whole number as Go reads it. */
    public static long number(String text, long otherwise) {
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw ApiException.badData("strconv.Atoi: parsing " + GoQuote.quote(text) + ": "
                    + (text.matches("[+-]?[0-9]+") ? "value out of range" : "invalid syntax"));
        }
    }

    /** The order of lines: backward unless said otherwise. */
    public static LogDirection direction(ApiRequest request) {
        String text = request.parameter("direction");
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "", "BACKWARD" -> LogDirection.BACKWARD;
            case "FORWARD" -> LogDirection.FORWARD;
            default -> throw ApiException.badData("invalid direction '" + text + "'");
        };
    }

    /** The distance of instants: a 250th of the range in whole seconds, at least one, unless said otherwise. */
    public static long step(ApiRequest request, LokiBounds bounds, int pointsMax) {
        String text = request.parameter("step");
        long step = text.isEmpty() ? defaultStep(bounds) : duration(text);
        if (step <= 0) {
            throw ApiException.badData(
                    "zero or negative query resolution step widths are not accepted. Try a positive integer");
        }
        if (bounds.length().toNanos() / step > pointsMax) {
            throw ApiException.badData("exceeded maximum resolution of " + "%,d".formatted(pointsMax)
                    + " points per time series. Try increasing the value of the step parameter");
        }
        return step;
    }

    private static long defaultStep(LokiBounds bounds) {
        double seconds = bounds.length().toNanos() / 1e9 / STEPS;
        return Math.max((long) Math.floor(seconds), 1L) * NANOS_PER_SECOND;
    }

    /** The least distance of lines; 0 where all are wanted. */
    public static long interval(ApiRequest request) {
        String text = request.parameter("interval");
        long interval = text.isEmpty() ? 0 : duration(text);
        if (interval < 0) {
            throw ApiException.badData("interval must be >= 0");
        }
        return interval;
    }

    private static long duration(String text) {
        try {
            return DurationParameter.parse(text).toNanos();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
    }
}
