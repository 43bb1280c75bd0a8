package dev.tributary.queryapi.loki.query;

import java.time.InstantSource;

import dev.tributary.logql.RangeParameters;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.json.EncodingFlags;
import dev.tributary.queryapi.loki.json.LokiReplies;
import dev.tributary.queryapi.loki.limit.LogQueryLimits;
import dev.tributary.queryapi.loki.param.LokiBounds;
import dev.tributary.queryapi.loki.param.LokiParameters;

/** {@code /loki/api/v1/query_range}: lines, or the values of a metric query, over a range of time. */
public final class LogRangeRoute implements Endpoint {
    private final LogQueryService service;
    private final InstantSource clock;

    public LogRangeRoute(LogQueryService service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    @Override
    public RouteSpec spec() {
        return describe(RouteSpec.getOrPost("/loki/api/v1/query_range", Work.QUERY,
                "Lines, or the values of a LogQL metric query, over a range of time."));
    }

    static RouteSpec describe(RouteSpec spec) {
        return LokiReplies.describe(LokiBounds.describe(spec.required("query", "LogQL."))
                .optional("limit", "Lines at most; 100 unless said.")
                .optional("direction", "forward or backward; backward unless said.")
                .optional("step", "Distance of the instants of a metric.")
                .optional("interval", "Least distance of lines."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        RangeParameters range = range(request, clock, service.limits());
        String query = request.parameter("query");
        boolean lines = LogQueryService.isLogQuery(query);
        if (lines) {
            service.limits().checkEntries(range.limit());
        }
        boolean categorize = EncodingFlags.categorize(request);
        return LogResultReply.of(service.range(query, lines ? range : range.onSteps(), "loki_query_range", categorize,
                request), categorize);
    }

    /** The range that a request asks for, with the order and number of its lines. */
    static RangeParameters range(ApiRequest request, InstantSource clock, LogQueryLimits limits) {
        LokiBounds bounds = LokiBounds.forward(request, clock);
        RangeParameters range = new RangeParameters(bounds.startNanos(), bounds.endNanos(),
                LokiParameters.step(request, bounds, limits.pointsMax()),
                LokiParameters.positive(request, "limit", LokiParameters.LIMIT),
                LokiParameters.direction(request), LokiParameters.interval(request));
        bounds.within(limits.lengthMax());
        return range;
    }
}
