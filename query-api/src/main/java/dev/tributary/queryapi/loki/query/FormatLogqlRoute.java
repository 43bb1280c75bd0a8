package dev.tributary.queryapi.loki.query;

import dev.tributary.logql.LogqlEngine;
import dev.tributary.logql.LogqlException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.loki.json.LokiReplies;

/** {@code /loki/api/v1/format_query}: a query in regular layout. */
public final class FormatLogqlRoute implements Endpoint {
    @Override
    public RouteSpec spec() {
        return LokiReplies.describe(RouteSpec
                .getOrPost("/loki/api/v1/format_query", Work.LIGHT, "A LogQL query in regular layout.")
                .required("query", "LogQL."));
    }

    @Override
    public Reply answer(ApiRequest request) {
        try {
            String laidOut = LogqlEngine.format(request.parameter("query"));
            return LokiReplies.object(json -> json.name("status").string("success").name("data").string(laidOut));
        } catch (LogqlException e) {
            return LokiReplies.object(400, json -> json.name("status").string("invalid-query").name("error")
                    .string(String.valueOf(e.getMessage())));
        }
    }
}
