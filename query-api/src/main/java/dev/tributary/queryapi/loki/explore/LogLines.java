package dev.tributary.queryapi.loki.explore;

import java.util.List;

import dev.tributary.logql.LogqlEngine;
import dev.tributary.logql.RangeParameters;
import dev.tributary.logql.value.LogStream;
import dev.tributary.logql.value.LogqlValue;
import dev.tributary.model.port.LogDirection;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.loki.query.LogQueryService;
import dev.tributary.queryapi.loki.query.LogqlFailures;

/** The newest lines of a log query, with their labels by category, for routes that look into them. */
final class LogLines {
    private final LogQueryService service;
    private final String route;

    LogLines(LogQueryService service, String route) {
        this.service = service;
        this.route = route;
    }

    /** Refuses what is no log query. */
    static void check(String query) {
        LogqlFailures.translated(() -> LogqlEngine.pipeline(query));
    }

    List<LogStream> newest(String query, long startNanos, long endNanos, int limit, ApiRequest request) {
        RangeParameters range = RangeParameters.lines(startNanos, endNanos, limit, LogDirection.BACKWARD);
        return service.range(query, range, route, true, request).result()
                .value() instanceof LogqlValue.Streams(var streams)
                        ? streams
                        : List.of();
    }
}
