package dev.tributary.queryapi.route;

import dev.tributary.promql.ast.Expr;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.param.Expressions;

/** {@code /api/v1/parse_query}: the syntax tree of an expression, as query editors show it. */
public final class ParseQueryRoute implements Endpoint {
    private final Expressions expressions;

    public ParseQueryRoute(Expressions expressions) {
        this.expressions = expressions;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.getOrPost("/api/v1/parse_query", Work.LIGHT, "The syntax tree of an expression.")
                .required("query", "PromQL expression.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        Expr tree = expressions.parameter("query", request.parameter("query"));
        return Reply.data(json -> new ExprJson(json).write(tree));
    }
}
