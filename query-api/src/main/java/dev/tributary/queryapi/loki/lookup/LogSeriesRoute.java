package dev.tributary.queryapi.loki.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import dev.tributary.logql.LogqlEngine;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.StoredStream;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.json.LokiReplies;
import dev.tributary.queryapi.loki.param.LokiBounds;

/** {@code /loki/api/v1/series}, also {@code /api/prom/series}: the label sets of streams. */
public final class LogSeriesRoute implements Endpoint {
    private final StreamLookup lookup;
    private final String path;

    /** The route at one of its paths. */
    public LogSeriesRoute(StreamLookup lookup, String path) {
        this.lookup = lookup;
        this.path = path;
    }

    @Override
    public RouteSpec spec() {
        RouteSpec spec = RouteSpec.getOrPost(path, Work.LOOKUP, "The label sets of log streams.");
        return LokiReplies.describe(LokiBounds.describe(spec)
                .repeated("match[]", false, "Selector of streams; all where it is left out.")
                .repeated("match", false, "The same under its other name."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        LokiBounds bounds = lookup.bounds(request);
        TreeSet<Labels> found = new TreeSet<>();
        for (List<Matcher> matchers : groups(request)) {
            lookup.streams(request, matchers, bounds.startNanos(), bounds.endNanos(),
                    (StoredStream stream) -> found.add(stream.labels()));
        }
        return LokiReplies.success(List.of(), json -> {
            json.beginArray();
            found.forEach(json::labels);
            json.endArray();
        });
    }

    /** One group without matchers where none is given, or only {@code {}}. */
    private static List<List<Matcher>> groups(ApiRequest request) {
        List<String> texts = new ArrayList<>(request.parameters().all("match[]"));
        texts.addAll(request.parameters().all("match"));
        List<String> distinct = texts.stream().distinct().sorted().toList();
        if (distinct.isEmpty() || distinct.size() == 1 && distinct.getFirst().replace(" ", "").equals("{}")) {
            return List.of(List.of());
        }
        return distinct.stream().map(LogqlEngine::narrowSelector).toList();
    }
}
