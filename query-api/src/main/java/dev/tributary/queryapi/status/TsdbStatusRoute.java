package dev.tributary.queryapi.status;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.param.Selectors;
import dev.tributary.queryapi.port.StorageStatus;

/**
 * {@code /api/v1/status/tsdb}: which names and labels make the most series. Counted over the series of the last two hours
 * that the asker may see, the span Prometheus keeps in its head. Beyond Prometheus it counts by cluster, and selectors narrow
 * what is counted to a cluster or a metric.
 */
public final class TsdbStatusRoute implements Endpoint {
    private static final int LIMIT_DEFAULT = 10;
    private static final int LIMIT_MAX = 10_000;
    private static final Duration SPAN = Duration.ofHours(2);

    private final MetricReader reader;
    private final StorageStatus storage;
    private final Clock clock;

    public TsdbStatusRoute(MetricReader reader, StorageStatus storage, Clock clock) {
        this.reader = reader;
        this.storage = storage;
        this.clock = clock;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/status/tsdb", Work.LOOKUP, "Which names and labels make the most series.")
                .optional("limit", "Entries of each list, 10 where left out, at most 10000.")
                .repeated("match[]", false, "Counts only series that a selector matches; several are a union.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        int limit = limit(request.parameter("limit"));
        long now = clock.millis();
        MetricReader visible = request.access().narrow(reader);
        List<String> selectors = request.parameters().all("match[]");
        List<List<Matcher>> selected = selectors.isEmpty()
                ? List.of(List.of())
                : Selectors.parameter("match[]", selectors);
        LabelCounts counts = new LabelCounts();
        Set<String> warnings = new LinkedHashSet<>();
        if (selected.size() == 1) {
            visible.countLabels(recent(selected.getFirst(), now), counts);
        } else {
            Set<Labels> counted = new HashSet<>();
            for (List<Matcher> matchers : selected) {
                try (SeriesSelection selection = visible.select(recent(matchers, now))) {
                    selection.series().stream().map(StoredSeries::labels).filter(counted::add)
                            .forEach(labels -> labels.forEach((name, value) -> counts.count(name, value, 1)));
                    warnings.addAll(selection.warnings());
                }
            }
        }
        return new Reply.Data(json -> write(counts, limit, json), List.copyOf(warnings), List.of());
    }

    private static SeriesQuery recent(List<Matcher> matchers, long nowMillis) {
        return new SeriesQuery(matchers, nowMillis - SPAN.toMillis(), nowMillis, 0);
    }

    private static int limit(String text) {
        if (text.isEmpty()) {
            return LIMIT_DEFAULT;
        }
        int limit;
        try {
            limit = Integer.parseInt(text);
        } catch (NumberFormatException _) {
            limit = 0;
        }
        if (limit < 1) {
            throw ApiException.badData("limit must be a positive number");
        }
        if (limit > LIMIT_MAX) {
            throw ApiException.badData("limit must not exceed " + LIMIT_MAX);
        }
        return limit;
    }

    private void write(LabelCounts counts, int limit, JsonWriter json) {
        StorageStatus.Head head = storage.head();
        json.beginObject().name("headStats").beginObject().name("numSeries").number(counts.series());
        json.name("numLabelPairs").number(counts.pairs()).name("chunkCount").number(head.chunks());
        json.name("minTime").number(head.minMillis()).name("maxTime").number(head.maxMillis()).endObject();
        counts.write(limit, json);
        json.endObject();
    }
}
