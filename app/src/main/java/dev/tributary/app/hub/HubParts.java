package dev.tributary.app.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.tributary.aggregator.identity.Authenticator;
import dev.tributary.aggregator.identity.Credentials;
import dev.tributary.aggregator.identity.ReadAuthenticator;
import dev.tributary.aggregator.identity.Refusals;
import dev.tributary.aggregator.ingest.Ingest;
import dev.tributary.aggregator.ingest.logs.LogIngest;
import dev.tributary.aggregator.self.FleetFacts;
import dev.tributary.aggregator.self.FleetWatermarks;
import dev.tributary.aggregator.storage.MetricStore;
import dev.tributary.aggregator.storage.logs.LogStore;
import dev.tributary.alerts.role.AlertsRole;
import dev.tributary.app.page.HubPage;
import dev.tributary.logql.detect.LevelDetector;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.queryapi.ApiPorts;
import dev.tributary.queryapi.PrometheusApi;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.http.CorsPolicy;
import dev.tributary.queryapi.http.Serving;
import dev.tributary.queryapi.loki.LokiApi;
import dev.tributary.queryapi.port.NotificationBoard;
import dev.tributary.queryapi.port.StoreAdministration;
import dev.tributary.queryapi.query.ReadTurns;
import dev.tributary.queryapi.targets.ReportedTargets;
import dev.tributary.runtime.config.FileProblem;
import dev.tributary.runtime.http.FailureRoute;
import dev.tributary.runtime.http.RequestMetrics;
import dev.tributary.runtime.telemetry.MetricsRoute;
import dev.tributary.runtime.telemetry.Telemetry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.jspecify.annotations.Nullable;

/** The hub's parts, built in the order of their dependence; none of them runs yet. */
final class HubParts {
    final HubConfig config;
    final Clock clock = Clock.systemUTC();
    final PrometheusRegistry registry = new Telemetry("hub").registry();
    final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    final MetricStore store;
    final LogStore logs;
    final HubState state;
    final Ingest ingest;
    final HubReload reload;
    final HubRules rules;
    final PromqlEngine promql;
    final FleetWatermarks watermarks;
    final ReadTurns turns;
    final PrometheusApi api;
    private final LokiApi loki;
    private final LogIngest logIngest;
    private final ReadAuthenticator readers;
    final RequestMetrics requests;

    HubParts(HubConfig config, Supplier<HubConfig> source) {
        this.config = config;
        rules = new HubRules(config);
        Path metrics = makeDirectory(config.dataDir().resolve("metrics"));
        store = new MetricStore(config.storage().toOptions(metrics, config.ingest()), clock, new SecureRandom());
        Path lines = makeDirectory(config.dataDir().resolve("logs"));
        logs = new LogStore(config.logs().toOptions(lines, config.storage(), config.ingest()), clock,
                new SecureRandom(), LogqlLineFilter::new);
        state = new HubState(store, logs);
        Refusals refusals = new Refusals(clock, registry);
        Authenticator writers = new Authenticator(Credentials.of(config.credentials()), refusals);
        readers = new ReadAuthenticator(config.readCredentials(), refusals);
        ingest = new Ingest(config.ingest(), store, writers, registry, clock);
        reload = new HubReload(config, source, writers, readers, ingest, registry, new NotificationBoard(clock), clock);
        reload.ask(rules);
        requests = new RequestMetrics(registry, config.http().accessLog());
        StoreMetrics.register(registry, store, config.storage().retentionOptions());
        LogStoreMetrics.register(registry, logs, config.logs().retentionOptions());
        FleetFacts.register(registry, ingest.clusters(), clock, config.selfMetrics().clusterDownAfter(),
                new CountedSeries(store, clock));
        watermarks = new FleetWatermarks(store, ingest.clusters(), clock);
        promql = new PromqlEngine(config.query().engineOptions());
        turns = new ReadTurns(config.query(), config.dataDir(), registry, clock);
        logIngest = new LogIngest(ingest, logs, () -> new LevelDetector()::detect);
        loki = new LokiApi(new LokiApi.Parts(logs, logs, config.logQuery(), serving(), clock, turns, registry,
                facts(),
                config.admin().enabled() ? new StoredLogDeletions(logs, config.logs().deleteCancelPeriod()) : null));
        api = new PrometheusApi(new PrometheusApi.Parts(store, promql, config.query(), serving(), clock,
                turns, ports(), Stream.concat(DescribedRoutes.ALL.stream(), loki.routes().stream()).toList()));
    }

    /** Blocks until everything acknowledged before is readable again. */
    void openStores() {
        store.start();
        logs.start();
    }

    /** What the rules stand on; the store must be open. */
    AlertsRole.Parts rulesParts(Vertx vertx) {
        return new AlertsRole.Parts(vertx, store, store, promql,
                new LogqlRules(logs, config.logQuery().engineOptions()), store.documents(),
                watermarks::now, registry, clock);
    }

    private static Path makeDirectory(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("data_dir: cannot make " + directory + ": " + FileProblem.of(e), e);
        }
    }

    private HubFacts facts() {
        return new HubFacts(reload, clock.instant(), rules::editing);
    }

    private ApiPorts ports() {
        return new ApiPorts(facts(), new StoreFacts(store),
                new ReportedTargets(store, clock), rules, reload.board(), registry, administration());
    }

    private @Nullable StoreAdministration administration() {
        return config.admin().enabled()
                ? new HubAdministration(store, logs, config.admin(), config.dataDir(), clock, blocking, registry)
                : null;
    }

    private Serving serving() {
        return new Serving(blocking, state::readiness,
                context -> new ReadAccess(readers.policyOf(context.request()).matchers()), CorsPolicy.ANY,
                Serving.BODY_BYTES_MAX, Serving.STALL_MAX);
    }

    /** A router with all routes of the hub, for one event loop. */
    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        requests.mount(router);
        ingest.mount(router);
        new HubRoutes(state, reload, readers, new MetricsRoute(registry), blocking, store::optimise).mount(router);
        HubPage.mount(router);
        new RuleEditRoutes(rules, readers, blocking).mount(router);
        logIngest.mount(router);
        api.mount(router);
        loki.mount(router);
        FailureRoute.mount(router);
        return router;
    }
}
