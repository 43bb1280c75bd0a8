package dev.tributary.queryapi.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import dev.tributary.model.ClusterId;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.loki.LokiApi;
import dev.tributary.queryapi.loki.limit.LogQueryLimits;
import dev.tributary.queryapi.port.LogDeletions;
import dev.tributary.queryapi.query.QueryLimits;
import dev.tributary.testkit.FakeClock;
import dev.tributary.testkit.InMemoryLogStore;
import dev.tributary.testkit.TestLogWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.jspecify.annotations.Nullable;

/** Loki's API over a store in memory, at a fixed time, behind a real HTTP server. */
public final class LokiFixture implements AutoCloseable {
    /** When it is: 2023-11-14T22:13:20Z. */
    public static final long NOW_NANOS = 1_700_000_000_000_000_000L;
    public static final long SECOND = 1_000_000_000L;

    public final InMemoryLogStore store = new InMemoryLogStore();
    public final FakeClock clock = new FakeClock(Instant.ofEpochSecond(NOW_NANOS / SECOND));
    public final PrometheusRegistry registry = new PrometheusRegistry();
    /** What askers may see; a test may change it while the server runs. */
    public final AtomicReference<ReadAccess> access = new AtomicReference<>(ReadAccess.ALL);
    private final TurnsFolder turns;
    private final ApiServer server;
    private @Nullable LokiApi api;

    private LokiFixture(Settings settings) {
        LogReader reader = settings.reader == null ? store : settings.reader;
        turns = new TurnsFolder(settings.queries, registry, clock);
        server = ApiServer.start(setup -> {
            api = new LokiApi(new LokiApi.Parts(reader, store, settings.limits,
                    setup.withAccess(access::get), clock, turns.turns(), registry, new FixedHub(),
                    settings.deletions));
            api.mount(setup.router());
        });
    }

    /** What a test may set. */
    public static final class Settings {
        private QueryLimits queries = QueryLimits.DEFAULT;
        private LogQueryLimits limits = LogQueryLimits.DEFAULT;
        private @Nullable LogReader reader;
        private @Nullable LogDeletions deletions;

        public Settings deletions(LogDeletions value) {
            deletions = value;
            return this;
        }

        public Settings limits(LogQueryLimits value) {
            limits = value;
            return this;
        }

        public Settings queries(QueryLimits value) {
            queries = value;
            return this;
        }

        public Settings reader(LogReader value) {
            reader = value;
            return this;
        }

        public LokiFixture start() {
            return new LokiFixture(this);
        }
    }

    public static Settings with() {
        return new Settings();
    }

    public static LokiFixture start() {
        return new Settings().start();
    }

    /** Writes into the store as the cluster {@code c1}, or as the cluster the labels name. */
    public TestLogWriter writer() {
        return new TestLogWriter(store, new WriterIdentity(new ClusterId("c1"), true));
    }

    public ApiServer server() {
        return server;
    }

    /** Asks with the values of parameters as they are. */
    public HttpAnswer get(String path, String... namesAndValues) {
        return server.get(ApiServer.url(path, List.of(namesAndValues)));
    }

    /** Asks for labels by category, as Grafana does. */
    public HttpAnswer getCategorized(String path, String... namesAndValues) {
        return server.request("GET", ApiServer.url(path, List.of(namesAndValues)),
                Map.of("X-Loki-Response-Encoding-Flags", "categorize-labels"), "");
    }

    @Override
    public void close() {
        server.close();
        turns.close();
    }
}
