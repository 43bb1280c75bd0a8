package dev.tributary.queryapi.route;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeMap;

import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.SeriesExemplars;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.json.JsonWriter;
import dev.tributary.queryapi.param.CommonParameters;
import dev.tributary.queryapi.param.Expressions;
import dev.tributary.queryapi.param.TimeParameter;

/**
 * {@code /api/v1/query_exemplars}: exemplars of the series an expression selects. Times far outside of what is stored are
 * fine: Grafana's first question has milliseconds where seconds belong.
 */
public final class ExemplarsRoute implements Endpoint {
    private final MetricReader reader;
    private final Expressions expressions;

    public ExemplarsRoute(MetricReader reader, Expressions expressions) {
        this.reader = reader;
        this.expressions = expressions;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec
                .getOrPost("/api/v1/query_exemplars", Work.LOOKUP, "Exemplars of the series an expression selects.")
                .required("query", "PromQL expression.").optional("start", "First instant.")
                .optional("end", "Last instant, included.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        long start = CommonParameters.time(request, "start", TimeParameter.MIN_MILLIS);
        long end = CommonParameters.time(request, "end", TimeParameter.MAX_MILLIS);
        if (end < start) {
            throw ApiException.badData("end timestamp must not be before start timestamp");
        }
        List<List<Matcher>> selectors = Expressions.selectors(expressions.parse(request.parameter("query")));
        if (selectors.isEmpty()) {
            return new Reply.NoContent();
        }
        Map<Labels, SequencedSet<Exemplar>> found = new TreeMap<>();
        MetricReader narrowed = request.access().narrow(reader);
        for (List<Matcher> matchers : selectors) {
            for (SeriesExemplars one : narrowed.exemplars(new SeriesQuery(matchers, start, end, 0))) {
                found.computeIfAbsent(one.series(), _ -> new LinkedHashSet<>()).addAll(one.exemplars());
            }
        }
        return Reply.data(json -> write(found, json));
    }

    private static void write(Map<Labels, SequencedSet<Exemplar>> found, JsonWriter json) {
        json.beginArray();
        found.forEach((series, exemplars) -> {
            json.beginObject().name("seriesLabels").labels(series).name("exemplars").beginArray();
            for (Exemplar exemplar : exemplars) {
                json.beginObject().name("labels").labels(exemplar.labels());
                json.name("value").sampleValue(exemplar.value());
                json.name("timestamp").seconds(exemplar.timestampMillis()).endObject();
            }
            json.endArray().endObject();
        });
        json.endArray();
    }
}
