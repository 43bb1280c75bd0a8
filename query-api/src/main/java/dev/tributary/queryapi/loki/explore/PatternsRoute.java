package dev.tributary.queryapi.loki.explore;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import dev.tributary.logql.pattern.CountedPattern;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.loki.json.LokiReplies;
import dev.tributary.queryapi.loki.param.LokiBounds;
import dev.tributary.queryapi.loki.param.LokiParameters;
import dev.tributary.queryapi.loki.query.LogQueryService;

/** {@code /loki/api/v1/patterns}: what forms the lines of a query have, and how many of each there are over time. */
public final class PatternsRoute implements Endpoint {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final LogQueryService service;
    private final InstantSource clock;

    public PatternsRoute(LogQueryService service, InstantSource clock) {
        this.service = service;
        this.clock = clock;
    }

    @Override
    public RouteSpec spec() {
        RouteSpec spec = RouteSpec.getOrPost("/loki/api/v1/patterns", Work.QUERY,
                "The forms that lines of a log query have, with their counts over time.");
        return LokiReplies.describe(LokiBounds.describe(spec.required("query", "LogQL log query."))
                .optional("step", "Length of a step; a 250th of the time range unless said."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        LokiBounds bounds = LokiBounds.forward(request, clock).within(service.limits().lengthMax());
        // Times of the answer are whole seconds.
        long step = Math.max(LokiParameters.step(request, bounds, service.limits().pointsMax()), NANOS_PER_SECOND);
        String query = request.parameter("query");
        LogLines.check(query);
        PatternSample sample = new PatternSample(new LogLines(service, "loki_patterns"),
                service.limits(), step);
        List<CountedPattern> patterns = sample.of(query, bounds, request);
        return LokiReplies.success(List.of(), json -> {
            json.beginArray();
            patterns.forEach(pattern -> write(pattern, sample, json));
            json.endArray();
        });
    }

    private static void write(CountedPattern pattern, PatternSample sample, JsonWriter json) {
        json.beginObject().name("pattern").string(pattern.text()).name("level").string(pattern.level());
        json.name("samples").beginArray();
        for (Map.Entry<Long, Long> count : pattern.counts().entrySet()) {
            json.beginArray().number(Math.floorDiv(count.getKey(), NANOS_PER_SECOND))
                    .number(sample.estimate(count.getKey(), count.getValue())).endArray();
        }
        json.endArray().endObject();
    }
}
