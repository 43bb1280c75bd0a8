package dev.tributary.queryapi.route;

import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.ExprLayout;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.param.Expressions;

/** {@code /api/v1/format_query}: an expression in regular layout. */
public final class FormatQueryRoute implements Endpoint {
    private final Expressions expressions;

    public FormatQueryRoute(Expressions expressions) {
        this.expressions = expressions;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.getOrPost("/api/v1/format_query", Work.LIGHT, "An expression in regular layout.")
                .required("query", "PromQL expression.");
    }

    @Override
    public Reply answer(ApiRequest request) {
        Expr tree = expressions.parameter("query", request.parameter("query"));
        return Reply.data(json -> json.string(ExprLayout.format(tree)));
    }
}
