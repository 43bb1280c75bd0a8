package dev.tributary.queryapi;

import java.time.Clock;
import java.util.List;

import dev.tributary.model.port.MetricReader;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.http.EndpointMount;
import dev.tributary.queryapi.http.Serving;
import dev.tributary.queryapi.query.LookupEndpoint;
import dev.tributary.queryapi.query.LookupTurns;
import dev.tributary.queryapi.query.QueryLimits;
import dev.tributary.queryapi.query.QueryService;
import dev.tributary.queryapi.query.ReadTurns;
import dev.tributary.queryapi.reuse.AnswerReuse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;

/** The Prometheus HTTP API over a metric reader: builds the query service and the routes, and mounts them. */
public final class PrometheusApi {
    private static final String PREFIX = "/api/v1/";
    private final List<Endpoint> endpoints;
    private final Serving serving;

    /**
     * What the API stands on.
     *
     * @param reader    the whole store; each request's access narrows it
     * @param turns     lets reads run
     * @param ports     what else is shown
     * @param elsewhere routes that other parts of the hub serve; they are described with those of the API
     */
    public record Parts(MetricReader reader, PromqlEngine engine, QueryLimits limits, Serving serving, Clock clock,
            ReadTurns turns, ApiPorts ports, List<RouteSpec> elsewhere) {
        public Parts {
            elsewhere = List.copyOf(elsewhere);
        }
    }

    /** Builds the API. */
    public PrometheusApi(Parts parts) {
        serving = parts.serving();
        LookupTurns turns = parts.turns().lookups();
        QueryLimits limits = parts.limits();
        QueryService service = new QueryService(parts.engine(), limits, parts.turns().queries(),
                new AnswerReuse(limits.answerCacheBytes(), limits.samplesMax(), parts.ports().registry()));
        endpoints = new EndpointTable(parts, service, turns).endpoints().stream()
                .map(endpoint -> endpoint.spec().work() == Work.LOOKUP
                        ? new LookupEndpoint(endpoint, turns)
                        : endpoint)
                .toList();
    }

    /** What is served, for documentation and its tests. */
    public List<RouteSpec> routes() {
        return endpoints.stream().map(Endpoint::spec).toList();
    }

    /** Mounts all routes, and the answer to what browsers ask before they ask another origin. */
    public void mount(Router router) {
        // Before every other route, whoever mounts it: a write route would refuse the method. Without a path, since the
        // paths of routes name requests in metrics.
        router.route().order(Integer.MIN_VALUE).handler(context -> {
            HttpServerRequest request = context.request();
            if (request.method().equals(HttpMethod.OPTIONS) && String.valueOf(request.path()).startsWith(PREFIX)) {
                serving.cors().apply(context.request(), context.response());
                context.response().setStatusCode(204).end();
            } else {
                context.next();
            }
        });
        endpoints.forEach(endpoint -> EndpointMount.mount(router, endpoint, serving));
    }
}
