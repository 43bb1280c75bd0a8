package dev.tributary.queryapi.route;

import java.time.Duration;

import dev.tributary.model.port.MetricReader;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.param.CommonParameters;
import dev.tributary.queryapi.query.Question;

/** {@code /api/v1/query_range}: the values of an expression over a range of time. */
public final class RangeQueryRoute implements Endpoint {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final MetricReader reader;
    private final QueryRunner runner;

    public RangeQueryRoute(MetricReader reader, QueryRunner runner) {
        this.reader = reader;
        this.runner = runner;
    }

    @Override
    public RouteSpec spec() {
        return QueryRunner.describe(RouteSpec
                .getOrPost("/api/v1/query_range", Work.QUERY, "The values of an expression over a range of time.")
                .required("query", "PromQL expression.").required("start", "First instant.")
                .required("end", "Last instant, included.").required("step", "Distance of instants."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        int limit = CommonParameters.limit(request);
        return runner.run(question(request), limit, request, reader);
    }

    private Question.Range question(ApiRequest request) {
        long start = CommonParameters.requiredTime(request, "start");
        long end = CommonParameters.requiredTime(request, "end");
        if (end < start) {
            throw ApiException.badParameter("end", "end timestamp must not be before start time");
        }
        Duration asked = CommonParameters.requiredDuration(request, "step");
        if (asked.isPositive()) {
            checkPoints(start, end, asked);
        }
        long step = wholeMillis(asked);
        return new Question.Range(request.parameter("query"), start, end, step, QueryRunner.lookback(request),
                CommonParameters.duration(request, "timeout"), QueryRunner.stepStats(request));
    }

    /** A step below a millisecond is none: instants are whole milliseconds. */
    private static long wholeMillis(Duration step) {
        if (step.toMillis() <= 0) {
            throw ApiException.badParameter("step",
                    "zero or negative query resolution step widths are not accepted. Try a positive integer");
        }
        return step.toMillis();
    }

    private static long points(long widthMillis, Duration step) {
        long stepMillis = step.toMillis();
        if (stepMillis > 0) {
            return widthMillis / stepMillis;
        }
        return widthMillis > Integer.MAX_VALUE ? widthMillis : widthMillis * NANOS_PER_MILLI / step.toNanos();
    }

    private void checkPoints(long start, long end, Duration step) {
        long width = end - start;
        // A width beyond 64 bits turns negative, and is too long at any step that Prometheus' notation can say.
        int pointsMax = runner.limits().pointsMax();
        if (width < 0 || points(width, step) > pointsMax) {
            throw ApiException.badData("exceeded maximum resolution of " + "%,d".formatted(pointsMax)
                    + " points per timeseries. Try decreasing the query resolution (?step=XX)");
        }
    }
}
