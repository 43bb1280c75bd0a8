package dev.tributary.app.demo.server;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import dev.tributary.model.Matcher;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.promql.parse.ParseException;
import dev.tributary.promql.parse.Parser;
import dev.tributary.queryapi.ApiPorts;
import dev.tributary.queryapi.PrometheusApi;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.http.CorsPolicy;
import dev.tributary.queryapi.http.Readiness;
import dev.tributary.queryapi.http.Serving;
import dev.tributary.queryapi.port.NotificationBoard;
import dev.tributary.queryapi.port.RuleDirectory;
import dev.tributary.queryapi.port.TargetDirectory;
import dev.tributary.queryapi.query.QueryLimits;
import dev.tributary.queryapi.query.ReadTurns;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The HTTP side of a simulated Prometheus, on a port of the loopback interface: {@code /federate} with all its traits, and
 * the query API over the last minutes.
 */
public final class SimulatedServer implements AutoCloseable {
    private static final Duration SLOW_DELAY = Duration.ofSeconds(12);
    private static final int REQUEST_LINE_BYTES_MAX = 64 << 10;

    private final Vertx vertx;
    private final SimulatedPrometheus prometheus;
    private final Supplier<Misbehaviour> misbehaviour;
    private final Clock clock;
    private final ExecutorService queries = Executors.newVirtualThreadPerTaskExecutor();
    private final ReadTurns turns;
    private final PrometheusApi api;

    /**
     * Prepares the server.
     *
     * @param directory existing, for the query API's own notes
     */
    public SimulatedServer(Vertx vertx, SimulatedPrometheus prometheus, Supplier<Misbehaviour> misbehaviour,
            Clock clock, Path directory) {
        this.vertx = vertx;
        this.prometheus = prometheus;
        this.misbehaviour = misbehaviour;
        this.clock = clock;
        Serving serving = new Serving(queries, () -> Readiness.READY, _ -> ReadAccess.ALL, CorsPolicy.ANY,
                Serving.BODY_BYTES_MAX, Serving.STALL_MAX);
        HistoryFacts facts = new HistoryFacts(prometheus, clock.instant());
        PrometheusRegistry registry = new PrometheusRegistry();
        ApiPorts ports = new ApiPorts(facts, facts, TargetDirectory.NONE, RuleDirectory.NONE,
                new NotificationBoard(clock), registry, null);
        turns = new ReadTurns(QueryLimits.DEFAULT, directory, registry, clock);
        api = new PrometheusApi(new PrometheusApi.Parts(new HistoryReader(prometheus),
                new PromqlEngine(QueryLimits.DEFAULT.engineOptions()), QueryLimits.DEFAULT, serving, clock, turns,
                ports, List.of()));
    }

    /** Starts to listen on a free port and gives it. */
    public Future<Integer> start() {
        Router router = Router.router(vertx);
        router.route().handler(this::misbehave);
        router.get("/federate").handler(this::federate);
        router.get("/-/healthy").handler(context -> plain(context.response(), 200, "Prometheus is Healthy."));
        router.get("/-/ready").handler(context -> plain(context.response(), 200, "Prometheus is Ready."));
        api.mount(router);
        HttpServerOptions options = new HttpServerOptions().setCompressionSupported(true)
                .setMaxInitialLineLength(REQUEST_LINE_BYTES_MAX);
        return vertx.createHttpServer(options).requestHandler(router).listen(0, "127.0.0.1")
                .map(HttpServer::actualPort);
    }

    private void misbehave(RoutingContext context) {
        Misbehaviour now = misbehaviour.get();
        boolean spared = now.onlyPages() && !"/federate".equals(context.request().path());
        switch (spared ? Misbehaviour.NONE : now) {
            case NONE -> context.next();
            case SLOW -> vertx.setTimer(SLOW_DELAY.toMillis(), _ -> context.next());
            case CUT -> cut(context.request());
            case FAILING -> plain(context.response(), 503, "Service Unavailable");
            case DOWN -> context.request().connection().close();
        }
    }

    private void federate(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return; // a slow answer that nobody waits for any more
        }
        try {
            boolean protobuf = wantsProtobuf(context.request());
            Buffer page = Buffer.buffer(page(context.request(), protobuf));
            response.putHeader("Content-Type", protobuf ? FederationPage.PROTOBUF_TYPE : FederationPage.TEXT_TYPE)
                    .end(page);
        } catch (ParseException e) {
            plain(response, 400, String.valueOf(e.getMessage()));
        }
    }

    /** Sends half of a page and breaks the connection. */
    private void cut(HttpServerRequest request) {
        Buffer page = Buffer.buffer(page(request, false));
        request.response().setChunked(true).putHeader("Content-Type", FederationPage.TEXT_TYPE)
                .write(page.slice(0, page.length() / 2)).onComplete(_ -> request.connection().close());
    }

    private byte[] page(HttpServerRequest request, boolean protobuf) {
        List<List<Matcher>> selectors = request.params().getAll("match[]").stream().map(Parser::selector).toList();
        FederationPage page = new FederationPage(prometheus.federate(selectors, clock.millis()),
                prometheus.externalLabels());
        return protobuf ? page.protobuf() : page.text();
    }

    private static boolean wantsProtobuf(HttpServerRequest request) {
        String accept = String.valueOf(request.getHeader("Accept")).toLowerCase(Locale.ROOT);
        return accept.contains("application/vnd.google.protobuf") && accept.contains("encoding=delimited");
    }

    private static void plain(HttpServerResponse response, int status, String text) {
        response.setStatusCode(status).putHeader("Content-Type", "text/plain; charset=utf-8").end(text + "\n");
    }

    /** Closes what the query API holds; the listening socket ends with its Vert.x. */
    @Override
    public void close() {
        turns.close();
        queries.close();
    }
}
