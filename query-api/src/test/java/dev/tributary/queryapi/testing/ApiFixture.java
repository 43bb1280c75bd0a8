package dev.tributary.queryapi.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import dev.tributary.model.ClusterId;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.queryapi.ApiPorts;
import dev.tributary.queryapi.PrometheusApi;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.port.NotificationBoard;
import dev.tributary.queryapi.port.RuleDirectory;
import dev.tributary.queryapi.port.StorageStatus;
import dev.tributary.queryapi.port.StoreAdministration;
import dev.tributary.queryapi.port.TargetDirectory;
import dev.tributary.queryapi.query.QueryLimits;
import dev.tributary.queryapi.targets.ReportedTargets;
import dev.tributary.testkit.FakeClock;
import dev.tributary.testkit.InMemoryMetricStore;
import dev.tributary.testkit.TestWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.jspecify.annotations.Nullable;

/** The whole API over a store in memory, at a fixed time, behind a real HTTP server. */
public final class ApiFixture implements AutoCloseable {
    /** When it is: 2023-11-14T22:13:20Z. */
    public static final long NOW_MILLIS = 1_700_000_000_000L;

    public final InMemoryMetricStore store = new InMemoryMetricStore();
    public final FakeClock clock = new FakeClock(Instant.ofEpochMilli(NOW_MILLIS));
    public final PrometheusRegistry registry = new PrometheusRegistry();
    public final NotificationBoard notifications = new NotificationBoard(clock);
    private final TurnsFolder turns;
    private final PrometheusApi api;
    private final ApiServer server;

    private ApiFixture(Settings settings) {
        MetricReader reader = settings.reader == null ? store : settings.reader;
        TargetDirectory targets = settings.targets == null ? new ReportedTargets(reader, clock) : settings.targets;
        ApiPorts ports = new ApiPorts(new FixedHub(), new FixedStorage(), targets, settings.rules,
                notifications, registry, settings.administration);
        turns = new TurnsFolder(settings.limits, registry, clock);
        PromqlEngine engine = new PromqlEngine(settings.limits.engineOptions());
        PrometheusApi[] built = new PrometheusApi[1];
        server = ApiServer.start(setup -> {
            built[0] = new PrometheusApi(new PrometheusApi.Parts(reader, engine, settings.limits,
                    setup.withAccess(settings.access), clock, turns.turns(), ports, List.of()));
            built[0].mount(setup.router());
        });
        api = built[0];
    }

    /** What a test may set. */
    public static final class Settings {
        private QueryLimits limits = QueryLimits.DEFAULT;
        private ReadAccess access = ReadAccess.ALL;
        private @Nullable TargetDirectory targets = TargetDirectory.NONE;
        private RuleDirectory rules = RuleDirectory.NONE;
        private @Nullable MetricReader reader;
        private @Nullable StoreAdministration administration;

        public Settings limits(QueryLimits value) {
            limits = value;
            return this;
        }

        public Settings access(ReadAccess value) {
            access = value;
            return this;
        }

        public Settings targets(TargetDirectory value) {
            targets = value;
            return this;
        }

        /** The targets that the series of the store tell of. */
        public Settings reportedTargets() {
            targets = null;
            return this;
        }

        public Settings rules(RuleDirectory value) {
            rules = value;
            return this;
        }

        public Settings reader(MetricReader value) {
            reader = value;
            return this;
        }

        public Settings administration(StoreAdministration value) {
            administration = value;
            return this;
        }

        public ApiFixture start() {
            return new ApiFixture(this);
        }
    }

    public static Settings with() {
        return new Settings();
    }

    public static ApiFixture start() {
        return new Settings().start();
    }

    /** Writes into the store as the cluster {@code c1}, or as the cluster the labels name. */
    public TestWriter writer() {
        return new TestWriter(store, new WriterIdentity(new ClusterId("c1"), true));
    }

    public PrometheusApi api() {
        return api;
    }

    public ApiServer server() {
        return server;
    }

    public HttpAnswer get(String pathAndQuery) {
        return server.get(pathAndQuery);
    }

    public Path directory() {
        return turns.folder();
    }

    @Override
    public void close() {
        server.close();
        turns.close();
    }

    private static final class FixedStorage implements StorageStatus {
        @Override
        public Head head() {
            return new Head(3, 7, NOW_MILLIS - 1000, NOW_MILLIS);
        }

        @Override
        public List<Block> blocks() {
            return List.of(new Block("01HF000000DAY0000000000000", 1_699_920_000_000L, 1_700_006_400_000L, 3));
        }

        @Override
        public Replay replay() {
            return new Replay(1, 9, 5);
        }

        @Override
        public long corruptions() {
            return 2;
        }
    }

    /** The default limits with experimental parts of PromQL on. */
    public static QueryLimits limits(List<String> features) {
        QueryLimits d = QueryLimits.DEFAULT;
        return new QueryLimits(d.concurrentMax(), d.queuedMax(), d.lookupsMax(), d.timeout(), d.samplesMax(),
                d.bytesMax(), d.seriesMax(), d.pointsMax(), d.remoteReadSamplesMax(), d.lookbackDelta(),
                d.defaultSubqueryStep(), d.parallelism(), d.slowLogThreshold(), d.search(), features);
    }

    /** Path and query, the values encoded. */
    public static String url(String path, String... namesAndValues) {
        return ApiServer.url(path, List.of(namesAndValues));
    }
}
