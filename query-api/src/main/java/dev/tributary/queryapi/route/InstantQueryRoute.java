package dev.tributary.queryapi.route;

import java.time.Clock;

import dev.tributary.model.port.MetricReader;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.param.CommonParameters;
import dev.tributary.queryapi.query.Question;

/** {@code /api/v1/query}: the value of an expression at one instant. */
public final class InstantQueryRoute implements Endpoint {
    private final MetricReader reader;
    private final QueryRunner runner;
    private final Clock clock;

    public InstantQueryRoute(MetricReader reader, QueryRunner runner, Clock clock) {
        this.reader = reader;
        this.runner = runner;
        this.clock = clock;
    }

    @Override
    public RouteSpec spec() {
        return QueryRunner.describe(RouteSpec
                .getOrPost("/api/v1/query", Work.QUERY, "The value of an expression at one instant.")
                .required("query", "PromQL expression.").optional("time", "The instant; now where it is left out."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        int limit = CommonParameters.limit(request);
        long time = CommonParameters.time(request, "time", clock.millis());
        Question question = new Question.Instantly(request.parameter("query"), time, QueryRunner.lookback(request),
                CommonParameters.duration(request, "timeout"), QueryRunner.stepStats(request));
        return runner.run(question, limit, request, reader);
    }
}
