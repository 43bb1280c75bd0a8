package dev.tributary.queryapi.loki.query;

import java.time.InstantSource;

import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.json.EncodingFlags;
import dev.tributary.queryapi.loki.json.LokiReplies;
import dev.tributary.queryapi.loki.param.LokiParameters;

/** {@code /loki/api/v1/query}: the value of a metric query at one instant. */
public final class LogInstantRoute implements Endpoint {
    private final LogQueryService service;
    private final InstantSource clock;

    public LogInstantRoute(LogQueryService service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    @Override
    public RouteSpec spec() {
        return LokiReplies.describe(RouteSpec
                .getOrPost("/loki/api/v1/query", Work.QUERY, "The value of a LogQL metric query at one instant.")
                .required("query", "LogQL metric query.").optional("time", "The instant; now where it is left out.")
                .optional("limit", "Taken for compatibility; a metric has no lines to limit.")
                .optional("direction", "Taken for compatibility."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        long time = LokiParameters.time(request, clock);
        LokiParameters.positive(request, "limit", LokiParameters.LIMIT);
        LokiParameters.direction(request);
        LogAnswer answer = service.instant(request.parameter("query"), time, request);
        return LogResultReply.of(answer, EncodingFlags.categorize(request));
    }
}
