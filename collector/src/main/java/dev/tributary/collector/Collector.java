package dev.tributary.collector;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.tributary.collector.config.CollectorConfig;
import dev.tributary.collector.config.SelfMetricsSettings;
import dev.tributary.collector.events.EventSource;
import dev.tributary.collector.events.watch.WatchStatus;
import dev.tributary.collector.federate.HandOver;
import dev.tributary.collector.federate.PullMetrics;
import dev.tributary.collector.federate.SelfLoop;
import dev.tributary.collector.federate.TargetStatus;
import dev.tributary.collector.heal.HealMetrics;
import dev.tributary.collector.heal.HealStatus;
import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.kubernetes.ClusterUid;
import dev.tributary.collector.kubernetes.KubernetesSources;
import dev.tributary.collector.logfiles.LogFileJobs;
import dev.tributary.collector.logfiles.LogFileMetrics;
import dev.tributary.collector.logfiles.LogJobStatus;
import dev.tributary.collector.logs.LogMetrics;
import dev.tributary.collector.logs.LogOutlet;
import dev.tributary.collector.page.PageLimits;
import dev.tributary.collector.page.SeriesRules;
import dev.tributary.collector.page.TargetOptions;
import dev.tributary.collector.page.TargetPipeline;
import dev.tributary.collector.podlogs.PodLogFactory;
import dev.tributary.collector.podlogs.PodLogMetrics;
import dev.tributary.collector.receive.ReceiveMetrics;
import dev.tributary.collector.receive.ReceiveRoute;
import dev.tributary.collector.scrape.JobHealth;
import dev.tributary.collector.scrape.ScrapeJob;
import dev.tributary.collector.scrape.ScrapeJobs;
import dev.tributary.collector.scrape.ScrapeMetrics;
import dev.tributary.collector.ship.Destination;
import dev.tributary.collector.ship.ShipMetrics;
import dev.tributary.collector.status.CollectorView;
import dev.tributary.collector.status.HeapTrim;
import dev.tributary.collector.status.QuarantineRoutes;
import dev.tributary.collector.status.ReloadRoutes;
import dev.tributary.collector.status.ReloadStatus;
import dev.tributary.collector.status.SpoolMetrics;
import dev.tributary.collector.status.StatusRoutes;
import dev.tributary.model.Labels;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.runtime.http.FailureRoute;
import dev.tributary.runtime.http.HttpListener;
import dev.tributary.runtime.http.ListenAddress;
import dev.tributary.runtime.http.RequestMetrics;
import dev.tributary.runtime.lifecycle.Lifecycle;
import dev.tributary.runtime.telemetry.MetricsRoute;
import dev.tributary.runtime.telemetry.Telemetry;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.jspecify.annotations.Nullable;

/**
 * A running collector: wires jobs to spools to destinations, and its own HTTP server. Everything a configuration says takes
 * effect in {@link #start}; {@link #close} loses nothing, what is not shipped stays in the spools.
 */
public final class Collector implements AutoCloseable, CollectorView {
    /** Where the collector listens unless its configuration says otherwise. */
    public static final ListenAddress STANDARD_ADDRESS = new ListenAddress("127.0.0.1", 9061);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private volatile CollectorConfig config;
    private final Vertx vertx;
    private final Telemetry telemetry;
    private final Clock clock;
    private final Lifecycle lifecycle = new Lifecycle(STOP_TIMEOUT);
    private final Destinations destinations;
    private final CounterDataPoint appendFailures;
    private final KubernetesSources kubernetes;
    private final ScrapeMetrics scrapeMetrics;
    private final FederateJobs federation;
    private final ScrapeJobs scrapes;
    private final CollectorReload reload;
    private @Nullable String selfLoop;
    private @Nullable SelfMetricsSettings selfSettings;
    /** Where all that reads log lines gets its writer. */
    private final LogOutlet logs;
    private final LogFileJobs logFiles;
    private final EventSource events;
    private final ReceiveRoute receive;
    private int port;

    private Collector(CollectorConfig config, Supplier<CollectorConfig> source, DataDirectory directory, Vertx vertx,
            Telemetry telemetry, Clock clock) {
        this.config = config;
        this.vertx = vertx;
        this.telemetry = telemetry;
        this.clock = clock;
        appendFailures = Counter.builder().name("tributary_collector_spool_append_failures_total")
                .help("Attempts to write a batch to a spool that failed and are repeated.")
                .register(telemetry.registry());
        lifecycle.started("data directory", directory);
        destinations = lifecycle.started("destinations",
                new Destinations(vertx, directory, new ShipMetrics(telemetry.registry()), clock));
        logs = lifecycle.started("log lines", new LogOutlet(config.identity(), destinations,
                new LogMetrics(telemetry.registry()), clock));
        logFiles = logReading(config);
        receive = new ReceiveRoute(config.receive(), config.identity(), destinations, logs.writer("receive"),
                new ReceiveMetrics(telemetry.registry()), clock);
        events = new EventSource(logs.writer("events"), destinations, telemetry.registry(), clock);
        kubernetes = new KubernetesSources(vertx);
        scrapeMetrics = new ScrapeMetrics(telemetry.registry());
        PullMetrics pulls = new PullMetrics(telemetry.registry());
        HealMetrics heals = new HealMetrics(telemetry.registry());
        federation = new FederateJobs(vertx,
                by -> new FederateWiring(by, vertx, clock, pulls, heals, appendFailures, destinations), this::handOver);
        scrapes = new ScrapeJobs(vertx, this::handOver);
        reload = new CollectorReload(config, source, this::change, telemetry.registry(), clock);
    }

    private LogFileJobs logReading(CollectorConfig config) {
        LogFileMetrics metrics = new LogFileMetrics(telemetry.registry());
        PodLogFactory pods = new PodLogFactory(config.dataDir(), logs.writer("pod_logs"), metrics,
                new PodLogMetrics(telemetry.registry()), clock);
        return new LogFileJobs(config.dataDir(), logs::writer, metrics, clock, pods::job);
    }

    /**
     * Starts a collector; blocks until it pulls, ships and listens.
     *
     * @throws IOException           when a spool cannot be opened, or the cluster has to be asked who it is and does not say
     * @throws IllegalStateException when it cannot listen
     */
    public static Collector start(CollectorConfig config, Vertx vertx, Telemetry telemetry, Clock clock)
            throws IOException {
        return start(config, () -> config, vertx, telemetry, clock);
    }

    /**
     * The same for a collector that can be given another configuration.
     *
     * @param source reads it again, refusing a bad one by {@link dev.tributary.runtime.config.ConfigException}
     */
    public static Collector start(CollectorConfig config, Supplier<CollectorConfig> source, Vertx vertx,
            Telemetry telemetry, Clock clock) throws IOException {
        CollectorConfig known = known(config);
        Collector collector = new Collector(known, source, DataDirectory.take(config.dataDir()), vertx, telemetry,
                clock);
        try {
            collector.startDestinations();
            collector.startJobs();
            collector.startHttp();
            return collector;
        } catch (IOException | RuntimeException e) {
            collector.close();
            throw e;
        }
    }

    private void startDestinations() throws IOException {
        destinations.replace(config.destinations(), config.spool());
        SpoolMetrics.register(telemetry.registry(), destinations::all, clock);
    }

    private void startJobs() throws IOException {
        lifecycle.started("federation", federation);
        lifecycle.started("scrape jobs", scrapes);
        lifecycle.started("log files", logFiles);
        lifecycle.started("own metrics", this::stopSelf);
        lifecycle.started("heap trim", new HeapTrim(vertx));
        federation.begin(config).complete();
        apply(config);
        lifecycle.started("events", events);
        events.replace(config);
    }

    /** What pulls and cannot fail, by this configuration; what is the same as before goes on. */
    private void apply(CollectorConfig next) {
        scrapes.replace(next.scrapeConfigs(), new ScrapeJob.Surroundings(next.global(), next.identity(), kubernetes,
                scrapeMetrics, clock));
        logs.replace(next.identity());
        logFiles.replace(next);
        receive.replace(next.receive(), next.identity());
        if (!next.selfMetrics().equals(selfSettings) || !next.identity().equals(config.identity())) {
            startSelf(next);
        }
        config = next;
    }

    private void startSelf(CollectorConfig next) {
        stopSelf();
        SelfMetricsSettings self = next.selfMetrics();
        if (self.enabled()) {
            selfLoop = await(vertx.deployVerticle(new SelfLoop(telemetry.registry(), self.interval(),
                    selfPipeline(self, next.identity()), handOver(), clock)));
        }
        selfSettings = self;
    }

    private void stopSelf() {
        String running = selfLoop;
        if (running != null) {
            await(vertx.undeploy(running));
            selfLoop = null;
        }
    }

    /**
     * Reads the configuration again and puts it in force.
     *
     * @throws dev.tributary.runtime.config.ConfigException when it is refused; then the former stays in force
     */
    public void reload() {
        reload.reload();
    }

    /** What can fail comes first and is taken back where it does: nothing is ended before everything is sure. */
    private void change(CollectorConfig next) throws IOException {
        CollectorConfig known = known(next.in(config.dataDir()));
        FederateJobs.Switch switched = federation.begin(known);
        CollectorConfig former = config;
        try {
            events.replace(known);
            destinations.replace(known.destinations(), known.spool());
        } catch (IOException | RuntimeException e) {
            switched.takeBack();
            events.replace(former);
            throw e;
        }
        switched.complete();
        apply(known);
    }

    /** The configuration with the cluster's UID in it where it asks for that. */
    private static CollectorConfig known(CollectorConfig config) throws IOException {
        return config.needsClusterUid() ? config.of(new ClusterUid(config.dataDir()).read()) : config;
    }

    private HandOver handOver() {
        return new HandOver(vertx, destinations, appendFailures);
    }

    private TargetPipeline selfPipeline(SelfMetricsSettings self, Identity identity) {
        Labels labels = Labels.of("job", self.jobName(), "instance", identity.cluster().value());
        SeriesRules rules = new SeriesRules(labels, false, Relabeling.NONE, PageLimits.NONE, identity);
        return new TargetPipeline(rules, PageLimits.NONE, new TargetOptions(true, 0), clock);
    }

    private void startHttp() {
        RequestMetrics requests = new RequestMetrics(telemetry.registry(), config.http().accessLog());
        HttpListener listener = await(
                HttpListener.start(vertx, config.http(), config.http().listenOr(STANDARD_ADDRESS), requests, () -> {
                    Router router = Router.router(vertx);
                    requests.mount(router);
                    new MetricsRoute(telemetry.registry()).mount(router);
                    new StatusRoutes(this).mount(router);
                    new QuarantineRoutes(this).mount(router);
                    receive.mount(router);
                    new ReloadRoutes(reload).mount(router);
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
        Identity identity = config.identity();
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("cluster", identity.cluster().value());
        labels.putAll(identity.identityLabels().toMap());
        labels.putAll(identity.externalLabels().toMap());
        return labels;
    }

    @Override
    public List<TargetStatus> targets() {
        return federation.targets();
    }

    @Override
    public List<JobHealth> scrapeJobs() {
        return scrapes.health();
    }

    @Override
    public List<LogJobStatus> logJobs() {
        return logFiles.status();
    }

    @Override
    public List<WatchStatus> events() {
        return events.status();
    }

    @Override
    public ReloadStatus reloads() {
        return reload.status();
    }

    @Override
    public List<HealStatus> healing() {
        return federation.healing();
    }

    @Override
    public List<Destination> destinations() {
        return destinations.all();
    }

    /** Stops pulling, then shipping. What is not shipped stays in the spools. */
    @Override
    public void close() {
        lifecycle.close();
    }
}
