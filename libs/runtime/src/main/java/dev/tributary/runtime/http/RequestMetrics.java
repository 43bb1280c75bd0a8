package dev.tributary.runtime.http;

import java.util.Set;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and times all requests of a server by route, method and status, and writes the access log. One for all event
 * loops.
 */
public final class RequestMetrics {
    private static final Logger ACCESS = LoggerFactory.getLogger("access");

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH");

    private static final String TOO_MANY = "too_many";
    private static final String TOO_SLOW = "too_slow";

    private final Counter requests;
    private final Histogram durations;
    private final Gauge running;
    private final Gauge connections;
    private final Counter connectionsClosed;
    private final boolean accessLog;

    public RequestMetrics(PrometheusRegistry registry, boolean accessLog) {
        requests = Counter.builder().name("tributary_http_requests_total").help("HTTP requests answered.")
                .labelNames("route", "method", "code").register(registry);
        durations = Histogram.builder().name("tributary_http_request_duration_seconds")
                .help("Time from a request's headers to the end of its answer.").labelNames("route", "method")
                .classicOnly()
                .classicUpperBounds(0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10, 30, 120).register(registry);
        running = Gauge.builder().name("tributary_http_requests_in_flight").help("HTTP requests being answered now.")
                .register(registry);
        connections = Gauge.builder().name("tributary_http_connections").help("Open connections of clients.")
                .register(registry);
        connectionsClosed = Counter.builder().name("tributary_http_connections_refused_total")
                .help("Connections that the server closed: too many at once (http.connections_max), or a request that was not"
                        + " begun or did not come whole within http.idle_timeout.")
                .labelNames("reason").register(registry);
        connectionsClosed.initLabelValues(TOO_MANY);
        connectionsClosed.initLabelValues(TOO_SLOW);
        this.accessLog = accessLog;
    }

    void opened() {
        connections.inc();
    }

    void closed() {
        connections.dec();
    }

    void tooMany() {
        connectionsClosed.labelValues(TOO_MANY).inc();
    }

    void tooSlow(int count) {
        connectionsClosed.labelValues(TOO_SLOW).inc(count);
    }

    /** Puts the measuring in front of all routes; call it first, and mount the routes in the same turn. */
    public void mount(Router router) {
        router.route().order(Integer.MIN_VALUE).handler(new Measure(router));
    }

    private final class Measure implements Handler<RoutingContext> {
        private final Router router;
        private @Nullable RouteNames names;

        Measure(Router router) {
            this.router = router;
        }

        @Override
        public void handle(RoutingContext context) {
            long start = System.nanoTime();
            running.inc();
            context.addEndHandler(_ -> finished(context, System.nanoTime() - start));
            context.next();
        }

        private void finished(RoutingContext context, long nanos) {
            running.dec();
            HttpServerRequest request = context.request();
            String method = METHODS.contains(request.method().name()) ? request.method().name() : "other";
            String route = names().of(context.normalizedPath());
            int status = context.response().getStatusCode();
            requests.labelValues(route, method, Integer.toString(status)).inc();
            durations.labelValues(route, method).observe(nanos / 1e9);
            if (accessLog) {
                ACCESS.info("request method={} path={} status={} ms={} bytes={} remote={}", method, request.path(),
                        status,
                        nanos / 1_000_000, context.response().bytesWritten(), request.remoteAddress());
            }
        }

        /** Made at the first request's end, when all routes are mounted. */
        private RouteNames names() {
            RouteNames known = names;
            if (known == null) {
                known = new RouteNames(router);
                names = known;
            }
            return known;
        }
    }
}
