package dev.tributary.queryapi.route;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
import dev.tributary.queryapi.param.CommonParameters;
import dev.tributary.queryapi.param.Selectors;
import dev.tributary.queryapi.param.TimeParameter;

/** {@code /api/v1/series}: the label sets of series. */
public final class SeriesRoute implements Endpoint {
    private final MetricReader reader;

    public SeriesRoute(MetricReader reader) {
        this.reader = reader;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.getOrPost("/api/v1/series", Work.LOOKUP, "The label sets of series.")
                .repeated("match[]", true, "Selector of series.").optional("start", "First instant of interest.")
                .optional("end", "Last instant of interest.").optional("limit", "Series to return at most; 0 for all.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        List<String> texts = request.parameters().all("match[]");
        if (texts.isEmpty()) {
            throw ApiException.badData("no match[] parameter provided");
        }
        int limit = CommonParameters.limit(request);
        long start = CommonParameters.time(request, "start", TimeParameter.MIN_MILLIS);
        long end = CommonParameters.time(request, "end", TimeParameter.MAX_MILLIS);
        List<List<Matcher>> selectors = selectors(texts);
        Set<String> warnings = new LinkedHashSet<>();
        List<Labels> found = new ArrayList<>();
        MetricReader narrowed = request.access().narrow(reader);
        for (List<Matcher> matchers : selectors) {
            add(narrowed, new SeriesQuery(matchers, start, end, 0), limit, request, found, warnings);
        }
        List<Labels> shown = selectors.size() == 1 ? found : new ArrayList<>(new TreeSet<>(found));
        if (limit > 0 && shown.size() > limit) {
            shown.subList(limit, shown.size()).clear();
            warnings.add(QueryRunner.TRUNCATED);
        }
        return new Reply.Data(json -> {
            json.beginArray();
            shown.forEach(json::labels);
            json.endArray();
        }, List.copyOf(warnings), List.of());
    }

    private static List<List<Matcher>> selectors(List<String> texts) {
        try {
            return Selectors.parse(texts);
        } catch (ApiException e) {
            throw ApiException.badParameter("match[]", e.text());
        }
    }

    /** Adds one selector's series, one more than wanted to know whether there are more; they come in label order. */
    private static void add(MetricReader reader, SeriesQuery query, int limit, ApiRequest request, List<Labels> found,
            Set<String> warnings) {
        try (SeriesSelection selection = reader.select(query)) {
            warnings.addAll(selection.warnings());
            int taken = 0;
            for (StoredSeries series : selection.series()) {
                request.cancellation().check();
                found.add(series.labels());
                if (limit > 0 && ++taken > limit) {
                    return;
                }
            }
        }
    }
}
