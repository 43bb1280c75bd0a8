package dev.tributary.queryapi.loki.param;

import java.time.Duration;
import java.time.InstantSource;

import dev.tributary.model.text.GoDuration;
import dev.tributary.model.text.PrometheusDuration;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.RouteSpec;

/**
 * The time range of a request.
 *
 * @param startNanos its start, Unix nanoseconds
 * @param endNanos   its end
 */
public record LokiBounds(long startNanos, long endNanos) {
    private static final Duration SINCE = Duration.ofHours(1);
    private static final String BACKWARDS = "end timestamp must not be before or equal to start time";

    /** Adds the parameters of a time range. */
    public static RouteSpec describe(RouteSpec spec) {
        return spec.optional("start", "Start of the time range; one hour before its end where it is left out.")
                .optional("end", "End of the time range; now where it is left out.")
                .optional("since", "Length of the time range where start is left out.");
    }

    /**
     * Reads {@code start}, {@code end} and {@code since}.
     *
     * @throws ApiException when one of them says no time
     */
    public static LokiBounds of(ApiRequest request, InstantSource clock) {
        long now = LokiParameters.now(clock);
        long since = since(request.parameter("since"));
        long end = time(request, "end", now);
        long start = time(request, "start", minus(Math.min(end, now), since));
        return new LokiBounds(start, end);
    }

    /**
     * The same for routes that refuse an end before the start.
     *
     * @throws ApiException also when the end is before the start
     */
    public static LokiBounds forward(ApiRequest request, InstantSource clock) {
        LokiBounds bounds = of(request, clock);
        if (bounds.endNanos < bounds.startNanos) {
            throw ApiException.badData(BACKWARDS);
        }
        return bounds;
    }

    /**
     * The same range, when it is not too long.
     *
     * @param lengthMax zero means no limit
     * @throws ApiException when it is
     */
    public LokiBounds within(Duration lengthMax) {
        if (!lengthMax.isZero() && length().compareTo(lengthMax) > 0) {
            throw ApiException.badData("the query time range exceeds the limit (query length: "
                    + GoDuration.format(length()) + ", limit: " + PrometheusDuration.format(lengthMax) + ")");
        }
        return this;
    }

    /** Its length; never more than a long has nanoseconds. */
    public Duration length() {
        long length = endNanos - startNanos;
        boolean overflow = endNanos > startNanos && length < 0;
        return Duration.ofNanos(overflow ? Long.MAX_VALUE : length);
    }

    private static long minus(long time, long nanos) {
        long earlier = time - nanos;
        return nanos > 0 && earlier > time ? Long.MIN_VALUE : earlier;
    }

    private static long since(String text) {
        if (text.isEmpty()) {
            return SINCE.toNanos();
        }
        try {
            return PrometheusDuration.parse(text).toNanos();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ApiException.badData("could not parse 'since' parameter: " + e.getMessage());
        }
    }

    private static long time(ApiRequest request, String name, long otherwise) {
        String text = request.parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return LokiTime.nanos(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.badData("could not parse '" + name + "' parameter: " + e.getMessage());
        }
    }
}
