package dev.tributary.queryapi.loki;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import dev.tributary.model.follow.LogFeed;
import dev.tributary.model.port.LogReader;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.http.EndpointMount;
import dev.tributary.queryapi.http.Serving;
import dev.tributary.queryapi.loki.delete.LogDeleteRoute;
import dev.tributary.queryapi.loki.explore.DetectedFieldValuesRoute;
import dev.tributary.queryapi.loki.explore.DetectedFields;
import dev.tributary.queryapi.loki.explore.DetectedFieldsRoute;
import dev.tributary.queryapi.loki.explore.PatternsRoute;
import dev.tributary.queryapi.loki.limit.LogQueryLimits;
import dev.tributary.queryapi.loki.lookup.DetectedLabelsRoute;
import dev.tributary.queryapi.loki.lookup.IndexShardsRoute;
import dev.tributary.queryapi.loki.lookup.IndexStatsRoute;
import dev.tributary.queryapi.loki.lookup.LogLabelValuesRoute;
import dev.tributary.queryapi.loki.lookup.LogLabelsRoute;
import dev.tributary.queryapi.loki.lookup.LogSeriesRoute;
import dev.tributary.queryapi.loki.lookup.StreamLookup;
import dev.tributary.queryapi.loki.lookup.VolumeRangeRoute;
import dev.tributary.queryapi.loki.lookup.VolumeRoute;
import dev.tributary.queryapi.loki.query.FormatLogqlRoute;
import dev.tributary.queryapi.loki.query.LegacyQueryRoute;
import dev.tributary.queryapi.loki.query.LogInstantRoute;
import dev.tributary.queryapi.loki.query.LogQueryService;
import dev.tributary.queryapi.loki.query.LogRangeRoute;
import dev.tributary.queryapi.loki.status.DrilldownLimitsRoute;
import dev.tributary.queryapi.loki.status.LokiBuildInfoRoute;
import dev.tributary.queryapi.loki.status.LokiReadyRoute;
import dev.tributary.queryapi.loki.status.TenantLimitsRoute;
import dev.tributary.queryapi.loki.tail.TailMetrics;
import dev.tributary.queryapi.loki.tail.TailParts;
import dev.tributary.queryapi.loki.tail.TailRoute;
import dev.tributary.queryapi.port.HubInfo;
import dev.tributary.queryapi.port.LogDeletions;
import dev.tributary.queryapi.query.LookupEndpoint;
import dev.tributary.queryapi.query.ReadTurns;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.ext.web.Router;
import org.jspecify.annotations.Nullable;

/** Loki's HTTP API over a log reader: builds the routes and mounts them. */
public final class LokiApi {
    private final List<Endpoint> endpoints;
    private final List<TailRoute> tails;
    private final Serving serving;

    /**
     * What the API stands on.
     *
     * @param reader    all logs; each request's access narrows them
     * @param feed      tells of entries as they are stored
     * @param turns     lets reads run
     * @param registry  gets {@code tributary_query_tail*}
     * @param hub       what is told of this program
     * @param deletions null turns deletion off
     */
    public record Parts(LogReader reader, LogFeed feed, LogQueryLimits limits, Serving serving, Clock clock,
            ReadTurns turns, PrometheusRegistry registry, HubInfo hub,
            @Nullable LogDeletions deletions) {
    }

    /** Builds the API. */
    public LokiApi(Parts parts) {
        serving = parts.serving();
        endpoints = endpoints(parts).map(endpoint -> {
            Endpoint loki = new LokiEndpoint(endpoint);
            return endpoint.spec().work() == Work.LOOKUP ? new LookupEndpoint(loki, parts.turns().lookups()) : loki;
        }).toList();
        TailParts following = new TailParts(parts.reader(), parts.feed(), parts.limits(), parts.clock(),
                parts.turns().queries(), new TailMetrics(parts.registry()));
        tails = List.of(TailRoute.current(following, serving), TailRoute.legacy(following, serving));
    }

    private static Stream<Endpoint> endpoints(Parts parts) {
        StreamLookup lookup = new StreamLookup(parts.reader(), parts.limits(), parts.clock());
        LogQueryService service = new LogQueryService(parts.reader(), parts.limits(), parts.turns().queries());
        DetectedFields fields = new DetectedFields(service, parts.clock());
        return Stream.of(new LogInstantRoute(service, parts.clock()), new LogRangeRoute(service, parts.clock()),
                new LegacyQueryRoute(service, parts.clock()), new FormatLogqlRoute(),
                new LogLabelsRoute(lookup, "/loki/api/v1/labels"), new LogLabelsRoute(lookup, "/loki/api/v1/label"),
                new LogLabelsRoute(lookup, "/api/prom/label"),
                new LogLabelValuesRoute(lookup, "/loki/api/v1/label/{name}/values"),
                new LogLabelValuesRoute(lookup, "/api/prom/label/{name}/values"),
                new LogSeriesRoute(lookup, "/loki/api/v1/series"), new LogSeriesRoute(lookup, "/api/prom/series"),
                new IndexStatsRoute(lookup), new IndexShardsRoute(lookup), new VolumeRoute(lookup),
                new VolumeRangeRoute(lookup), new DetectedLabelsRoute(lookup),
                new DetectedFieldsRoute(fields), new DetectedFieldValuesRoute(fields),
                new PatternsRoute(service, parts.clock()), new LokiBuildInfoRoute(parts.hub()),
                new DrilldownLimitsRoute(parts.limits()), new TenantLimitsRoute(parts.limits()),
                new LogDeleteRoute(parts.deletions(), parts.clock()), new LokiReadyRoute());
    }

    /** What is served, for documentation and its tests. */
    public List<RouteSpec> routes() {
        return Stream.concat(endpoints.stream().map(Endpoint::spec), tails.stream().map(TailRoute::spec)).toList();
    }

    /** Mounts all routes. */
    public void mount(Router router) {
        endpoints.forEach(endpoint -> EndpointMount.mount(router, endpoint, serving));
        tails.forEach(tail -> tail.mount(router));
    }
}
