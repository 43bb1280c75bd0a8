package dev.tributary.queryapi;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import dev.tributary.model.port.MetricReader;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.http.EndpointMount;
import dev.tributary.queryapi.http.Serving;
import dev.tributary.queryapi.query.ActiveQueryLog;
import dev.tributary.queryapi.query.Gate;
import dev.tributary.queryapi.query.LookupEndpoint;
import dev.tributary.queryapi.query.LookupTurns;
import dev.tributary.queryapi.query.QueryLimits;
import dev.tributary.queryapi.query.QueryMetrics;
import dev.tributary.queryapi.query.QueryRecords;
import dev.tributary.queryapi.query.QueryService;
import dev.tributary.queryapi.query.SlowQueryLog;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Prometheus HTTP API over a metric reader: builds the query service and the routes, and mounts them. */
public final class PrometheusApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrometheusApi.class);

    private static final String PREFIX = "/api/v1/";

    /** Where the running queries are noted, in the data directory. */
    private static final String ACTIVE_QUERIES_FILE = "queries.active";

    private final ActiveQueryLog active;
    private final List<Endpoint> endpoints;
    private final Serving serving;

    /**
     * What the API stands on.
     *
     * @param reader        the whole store; each request's access narrows it
     * @param dataDirectory existing directory for the file of running queries
     * @param registry      gets {@code tributary_query_*}
     * @param ports         what else is shown
     * @param elsewhere     routes that other parts of the hub serve; they are described with those of the API
     */
    public record Parts(MetricReader reader, PromqlEngine engine, QueryLimits limits, Serving serving, Clock clock,
            Path dataDirectory, PrometheusRegistry registry, ApiPorts ports, List<RouteSpec> elsewhere) {
        public Parts {
            elsewhere = List.copyOf(elsewhere);
        }
    }

    /**
     * Builds the API and reports the queries that a crash left unfinished.
     *
     * @throws java.io.UncheckedIOException when the data directory cannot be written
     */
    public PrometheusApi(Parts parts) {
        QueryLimits limits = parts.limits();
        Gate queries = new Gate(limits.concurrentMax(), limits.queuedMax());
        Gate lookups = new Gate(limits.lookupsMax(), limits.queuedMax());
        QueryMetrics metrics = new QueryMetrics(parts.registry());
        metrics.watch(parts.registry(), queries, lookups);
        serving = parts.serving();
        active = new ActiveQueryLog(parts.dataDirectory().resolve(ACTIVE_QUERIES_FILE), limits.concurrentMax(),
                parts.clock());
        active.unfinished().forEach(query -> LOG.warn("msg=\"unfinished when the process ended last time\" query={}",
                query));
        QueryRecords records = new QueryRecords(active, new SlowQueryLog(limits.slowLogThreshold(), metrics), metrics);
        QueryService service = new QueryService(parts.engine(), limits, queries, records, System::nanoTime);
        LookupTurns turns = new LookupTurns(lookups, limits.timeout(), metrics);
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

    /** Closes the file of running queries. */
    @Override
    public void close() {
        active.close();
    }
}
