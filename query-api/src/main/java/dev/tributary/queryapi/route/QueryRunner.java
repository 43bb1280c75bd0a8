package dev.tributary.queryapi.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.tributary.model.port.MetricReader;
import dev.tributary.model.text.GoQuote;
import dev.tributary.promql.QueryResult;
import dev.tributary.promql.QueryValue;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.json.ResultJson;
import dev.tributary.queryapi.param.CommonParameters;
import dev.tributary.queryapi.param.DurationParameter;
import dev.tributary.queryapi.query.Asker;
import dev.tributary.queryapi.query.QueryAnswer;
import dev.tributary.queryapi.query.QueryLimits;
import dev.tributary.queryapi.query.QueryService;
import dev.tributary.queryapi.query.Question;
import org.jspecify.annotations.Nullable;

/** What instant and range queries share: running, cutting to the limit, statistics, rendering. */
public final class QueryRunner {
    /** The remark on a list that was cut. */
    static final String TRUNCATED = "results truncated due to limit";

    private final QueryService service;

    public QueryRunner(QueryService service) {
        this.service = service;
    }

    QueryLimits limits() {
        return service.limits();
    }

    /** Adds the parameters both kinds of query take. */
    static RouteSpec describe(RouteSpec spec) {
        return spec.optional("timeout", "Longest run; the hub's own limit holds as well.")
                .optional("limit", "Series to return at most; 0 for all.")
                .optional("lookback_delta", "How far back an instant selector looks.")
                .optional("stats", "\"true\" or \"all\" adds what the query cost.")
                .optional("nocache",
                        "1 computes the answer anew, whatever answers are kept; as Cache-Control: no-store.");
    }

    static @Nullable Duration lookback(ApiRequest request) {
        String text = request.parameter("lookback_delta");
        if (text.isEmpty()) {
            return null;
        }
        try {
            // As in Prometheus, one that is not positive stands for the hub's own.
            Duration lookback = DurationParameter.parse(text);
            return lookback.isPositive() ? lookback : null;
        } catch (IllegalArgumentException e) {
            throw ApiException.badData("error parsing lookback delta duration: " + e.getMessage());
        }
    }

    /** Only "all" asks for every step; whether it gets them the hub's features say. */
    static boolean stepStats(ApiRequest request) {
        return request.parameter("stats").equals("all");
    }

    Reply run(Question question, int limit, ApiRequest request, MetricReader reader) {
        QueryAnswer answer = service.answer(question, reader, asker(request));
        QueryResult result = answer.result();
        List<String> warnings = new ArrayList<>(result.warnings());
        QueryValue value = cut(result.value(), limit, warnings);
        String stats = request.parameter("stats");
        warnOfStats(stats, warnings);
        return new Reply.Data(json -> {
            json.beginObject();
            ResultJson.write(value, json);
            if (!stats.isEmpty()) {
                StatsJson.write(answer, json);
            }
            json.endObject();
        }, warnings, result.infos());
    }

    /** What a query cost is only told of one that is computed. */
    private static Asker asker(ApiRequest request) {
        boolean fresh = CommonParameters.flag(request, "nocache") || !request.parameter("stats").isEmpty()
                || request.header("cache-control").toLowerCase(Locale.ROOT).contains("no-store");
        return new Asker(request.access(), fresh, request.cancellation());
    }

    private static QueryValue cut(QueryValue value, int limit, List<String> warnings) {
        if (limit == 0) {
            return value;
        }
        return switch (value) {
            case QueryValue.Vector(var samples) when samples.size() > limit -> {
                warnings.add(TRUNCATED);
                yield new QueryValue.Vector(samples.subList(0, limit));
            }
            case QueryValue.Matrix(var series) when series.size() > limit -> {
                warnings.add(TRUNCATED);
                yield new QueryValue.Matrix(series.subList(0, limit));
            }
            case QueryValue.Vector _,QueryValue.Matrix _,QueryValue.Scalar _,QueryValue.Text _ -> value;
        };
    }

    private static void warnOfStats(String stats, List<String> warnings) {
        if (!stats.isEmpty() && !stats.equals("true") && !stats.equals("all")) {
            warnings.add("value " + GoQuote.quote(stats) + " for parameter \"stats\" is deprecated and will be rejected"
                    + " in the next major release, use \"true\" or \"all\"");
        }
    }
}
