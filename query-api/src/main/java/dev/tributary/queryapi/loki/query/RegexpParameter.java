package dev.tributary.queryapi.loki.query;

import dev.tributary.logql.LogqlEngine;
import dev.tributary.logql.LogqlException;
import dev.tributary.model.text.GoQuote;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.RouteSpec;

/** The parameter {@code regexp}, by which lines were filtered before LogQL could. */
public final class RegexpParameter {
    private RegexpParameter() {
    }

    /** Adds the parameter. */
    public static RouteSpec describe(RouteSpec spec) {
        return spec.optional("regexp", "A further filter of lines: a regular expression.");
    }

    /**
     * The log query of a request, with the filter at its end where one is given.
     *
     * @throws LogqlException when it is no log query or no regular expression
     */
    public static String query(ApiRequest request) {
        String query = request.parameter("query");
        LogqlEngine.pipeline(query);
        String regexp = request.parameter("regexp");
        if (regexp.isEmpty()) {
            return query;
        }
        // The query may end in a comment.
        String narrowed = query + "\n|~ " + GoQuote.quote(regexp);
        LogqlEngine.pipeline(narrowed);
        return narrowed;
    }
}
