package dev.tributary.collector;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.config.FederateSettings;
import dev.tributary.collector.config.ProtobufMessage;
import dev.tributary.collector.config.RemoteWriteSettings;
import dev.tributary.collector.config.SelfMetricsSettings;
import dev.tributary.collector.federate.HandOver;
import dev.tributary.collector.federate.PullMetrics;
import dev.tributary.collector.federate.SelfLoop;
import dev.tributary.collector.federate.TargetLoop;
import dev.tributary.collector.federate.TargetStatus;
import dev.tributary.collector.heal.GapHealer;
import dev.tributary.collector.heal.HealMetrics;
import dev.tributary.collector.heal.HealStatus;
import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.page.PageLimits;
import dev.tributary.collector.page.SeriesRules;
import dev.tributary.collector.page.TargetOptions;
import dev.tributary.collector.page.TargetPipeline;
import dev.tributary.collector.ship.Delivery;
import dev.tributary.collector.ship.Destination;
import dev.tributary.collector.ship.Quarantine;
import dev.tributary.collector.ship.RemoteWriteClient;
import dev.tributary.collector.ship.ShipMetrics;
import dev.tributary.collector.spool.Spool;
import dev.tributary.collector.status.CollectorView;
import dev.tributary.collector.status.QuarantineRoutes;
import dev.tributary.collector.status.SpoolMetrics;
import dev.tributary.collector.status.StatusRoutes;
import dev.tributary.model.Labels;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.runtime.http.FailureRoute;
import dev.tributary.runtime.http.HttpCaller;
import dev.tributary.runtime.http.HttpListener;
import dev.tributary.runtime.http.ListenAddress;
import dev.tributary.runtime.http.RequestMetrics;
import dev.tributary.runtime.lifecycle.Lifecycle;
import dev.tributary.runtime.telemetry.MetricsRoute;
import dev.tributary.runtime.telemetry.Telemetry;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/**
 * A running collector: wires jobs to spools to destinations, and its own HTTP server. Everything a configuration says takes
 * effect in {@link #start}; {@link #close} loses nothing, what is not shipped stays in the spools.
 */
public final class Collector implements AutoCloseable, CollectorView {
    /** Where the collector listens unless its configuration says otherwise. */
    public static final ListenAddress STANDARD_ADDRESS = new ListenAddress("127.0.0.1", 9061);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    /** Questions about sizes, metadata and gaps. */
    private static final int CONNECTIONS_BESIDE_SHARDS = 3;
    /** Both lanes, and one more while an old connection is closing. */
    private static final int CONNECTIONS_PER_DESTINATION = 3;

    private final CollectorConfig config;
    private final Vertx vertx;
    private final Telemetry telemetry;
    private final Clock clock;
    private final Identity identity;
    private final Lifecycle lifecycle = new Lifecycle(STOP_TIMEOUT);
    private final List<Destination> destinations = new ArrayList<>();
    private final List<TargetLoop> targets = new ArrayList<>();
    private final List<GapHealer> healers = new ArrayList<>();
    private int port;

    private Collector(CollectorConfig config, Vertx vertx, Telemetry telemetry, Clock clock) {
        this.config = config;
        this.vertx = vertx;
        this.telemetry = telemetry;
        this.clock = clock;
        identity = config.identity();
    }

    /**
     * Starts a collector; blocks until it pulls, ships and listens.
     *
     * @throws IOException           when a spool cannot be opened
     * @throws IllegalStateException when it cannot listen
     */
    public static Collector start(CollectorConfig config, Vertx vertx, Telemetry telemetry, Clock clock)
            throws IOException {
        Collector collector = new Collector(config, vertx, telemetry, clock);
        try {
            collector.startDestinations();
            collector.startTargets();
            collector.startHttp();
            return collector;
        } catch (IOException | RuntimeException e) {
            collector.close();
            throw e;
        }
    }

    private void startDestinations() throws IOException {
        ShipMetrics metrics = new ShipMetrics(telemetry.registry());
        for (RemoteWriteSettings settings : config.remoteWrite()) {
            Destination destination = destination(settings, metrics);
            destinations.add(lifecycle.started("destination " + destination.name(), destination));
            destination.start();
        }
        SpoolMetrics.register(telemetry.registry(), destinations, clock);
    }

    private Destination destination(RemoteWriteSettings settings, ShipMetrics metrics) throws IOException {
        String name = settings.nameOrHost();
        Path spoolDirectory = config.dataDir().resolve("spool").resolve(name);
        Spool spool = Spool.open(spoolDirectory, config.spool().limits(), settings.sendOrder(), config.spool().fsync(),
                clock);
        Quarantine quarantine = new Quarantine(config.dataDir().resolve("quarantine").resolve(name),
                config.spool().quarantineMaxBytes().bytes(), clock);
        HttpCaller caller = new HttpCaller(vertx, settings.httpClient(), CONNECT_TIMEOUT, CONNECTIONS_PER_DESTINATION);
        lifecycle.started("connections of " + name, caller, () -> await(caller.close()));
        ProtobufMessage message = settings.protobufMessage();
        Delivery delivery = new Delivery(name,
                new RemoteWriteClient(caller, settings.url(), settings.remoteTimeout(), clock),
                message == null ? RemoteWriteVersion.V2 : message.version(), message != null,
                settings.queueConfig().maxSamplesPerSend(), clock);
        return new Destination(name, spool, delivery, quarantine, settings.ship(), metrics, clock,
                RandomGenerator.getDefault());
    }

    private void startTargets() throws IOException {
        PullMetrics metrics = new PullMetrics(telemetry.registry());
        CounterDataPoint appendFailures = Counter.builder().name("tributary_collector_spool_append_failures_total")
                .help("Attempts to write a batch to a spool that failed and are repeated.")
                .register(telemetry.registry());
        FederateWiring wiring = new FederateWiring(config, vertx, clock, metrics, new HealMetrics(telemetry.registry()),
                appendFailures, FederateWiring.Outlet.of(destinations));
        for (FederateSettings job : config.federateConfigs()) {
            HttpCaller caller = new HttpCaller(vertx, job.httpClient(), CONNECT_TIMEOUT,
                    job.shardConcurrency() + CONNECTIONS_BESIDE_SHARDS, false);
            lifecycle.started("connections of job " + job.jobName(), caller, () -> await(caller.close()));
            for (FederateWiring.Parts parts : wiring.parts(job, caller)) {
                targets.add(deploy(job.jobName(), parts.loop()));
                GapHealer healer = parts.healer();
                if (healer != null) {
                    healers.add(deploy("healing of " + job.jobName(), healer));
                }
            }
        }
        SelfMetricsSettings self = config.selfMetrics();
        if (self.enabled()) {
            deploy(self.jobName(), new SelfLoop(telemetry.registry(), self.interval(), selfPipeline(self),
                    handOver(appendFailures), clock));
        }
    }

    private HandOver handOver(CounterDataPoint failures) {
        return new HandOver(vertx, this::accept, failures);
    }

    private void accept(Batch batch) throws IOException {
        for (Destination destination : destinations) {
            destination.accept(batch);
        }
    }

    private TargetPipeline selfPipeline(SelfMetricsSettings self) {
        Labels labels = Labels.of("job", self.jobName(), "instance", identity.cluster().value());
        SeriesRules rules = new SeriesRules(labels, false, Relabeling.NONE, PageLimits.NONE, identity);
        return new TargetPipeline(rules, PageLimits.NONE, new TargetOptions(true, 0), clock);
    }

    private <T extends VerticleBase> T deploy(String job, T loop) {
        String id = await(vertx.deployVerticle(loop));
        return lifecycle.started("job " + job, loop, () -> await(vertx.undeploy(id)));
    }

    private void startHttp() {
        RequestMetrics requests = new RequestMetrics(telemetry.registry(), config.http().accessLog());
        HttpListener listener = await(
                HttpListener.start(vertx, config.http(), config.http().listenOr(STANDARD_ADDRESS), () -> {
                    Router router = Router.router(vertx);
                    requests.mount(router);
                    new MetricsRoute(telemetry.registry()).mount(router);
                    new StatusRoutes(this).mount(router);
                    new QuarantineRoutes(this).mount(router);
                    FailureRoute.mount(router);
                    return router;
                }));
        port = listener.port();
        lifecycle.started("http", listener, () -> await(listener.shutdown(Duration.ofSeconds(2))));
    }

    /** Blocks; never on an event loop. */
    private static <T> T await(Future<T> future) {
        return future.await();
    }

    /** The port of the collector's own HTTP server. */
    public int port() {
        return port;
    }

    @Override
    public Map<String, String> identity() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("cluster", identity.cluster().value());
        labels.putAll(identity.identityLabels().toMap());
        labels.putAll(identity.externalLabels().toMap());
        return labels;
    }

    @Override
    public List<TargetStatus> targets() {
        return targets.stream().map(TargetLoop::status).toList();
    }

    @Override
    public List<HealStatus> healing() {
        return healers.stream().map(GapHealer::status).toList();
    }

    @Override
    public List<Destination> destinations() {
        return List.copyOf(destinations);
    }

    /** Stops pulling, then shipping. What is not shipped stays in the spools. */
    @Override
    public void close() {
        lifecycle.close();
    }
}
