package dev.tributary.queryapi.loki.tail;

import java.time.Duration;
import java.time.InstantSource;

import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.loki.limit.LogQueryLimits;
import dev.tributary.queryapi.loki.param.LokiBounds;
import dev.tributary.queryapi.loki.param.LokiParameters;
import dev.tributary.queryapi.loki.query.LogqlFailures;
import dev.tributary.queryapi.loki.query.RegexpParameter;

/**
 * What a client wants to follow.
 *
 * @param limit      newest lines to begin with
 * @param startNanos none of these is older
 * @param delay      how long each entry waits for others that come late
 * @param form       how lines are written
 */
record TailQuestion(String query, int limit, long startNanos, Duration delay, TailForm form) {
    private static final int DELAY_SECONDS_MAX = 5;

    static TailQuestion of(ApiRequest request, TailForm form, LogQueryLimits limits, InstantSource clock) {
        String query = LogqlFailures.translated(() -> RegexpParameter.query(request));
        int limit = LokiParameters.positive(request, "limit", LokiParameters.LIMIT);
        limits.checkEntries(limit);
        long start = LokiBounds.of(request, clock).startNanos();
        return new TailQuestion(query, limit, start, delay(request), form);
    }

    private static Duration delay(ApiRequest request) {
        long seconds = LokiParameters.number(request.parameter("delay_for"), 0);
        if (seconds < 0) {
            throw ApiException.badData("delay_for value " + seconds + " is out of range [0, 4294967295]");
        }
        if (seconds > DELAY_SECONDS_MAX) {
            throw ApiException.badData("delay_for can't be greater than " + DELAY_SECONDS_MAX);
        }
        return Duration.ofSeconds(seconds);
    }
}
