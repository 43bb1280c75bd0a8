package dev.tributary.queryapi.loki.query;

import java.time.InstantSource;

import dev.tributary.logql.RangeParameters;
import dev.tributary.logql.value.LogqlValue;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.json.LegacyLogJson;
import dev.tributary.queryapi.loki.json.LokiReplies;

/** {@code /api/prom/query}: lines as Loki gave them before its API had versions. */
public final class LegacyQueryRoute implements Endpoint {
    private final LogQueryService service;
    private final InstantSource clock;

    public LegacyQueryRoute(LogQueryService service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    @Override
    public RouteSpec spec() {
        return RegexpParameter.describe(LogRangeRoute.describe(RouteSpec.getOrPost("/api/prom/query", Work.QUERY,
                "Lines over a range of time, in the form of Loki's old path.")));
    }

    @Override
    public Reply answer(ApiRequest request) {
        RangeParameters range = LogRangeRoute.range(request, clock, service.limits());
        String query = RegexpParameter.query(request);
        service.limits().checkEntries(range.limit());
        LogAnswer answer = service.range(query, range, "loki_legacy_query", false, request);
        if (!(answer.result().value() instanceof LogqlValue.Streams(var streams))) {
            throw new IllegalStateException("a log query gave " + answer.result().value());
        }
        return LokiReplies.object(json -> {
            json.name("streams");
            LegacyLogJson.streams(streams, json);
            LogStatsJson.write(answer, json);
        });
    }
}
