package dev.tributary.aggregator.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tributary.aggregator.config.CredentialSettings;
import dev.tributary.aggregator.config.IngestSettings;
import dev.tributary.aggregator.identity.Authenticator;
import dev.tributary.aggregator.identity.Credentials;
import dev.tributary.aggregator.identity.Refusals;
import dev.tributary.aggregator.ingest.logs.LogIngest;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.MetricWriter;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.model.port.StoredStream;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.config.Secret;
import dev.tributary.runtime.http.FailureRoute;
import dev.tributary.runtime.http.HttpListener;
import dev.tributary.runtime.http.HttpServerSettings;
import dev.tributary.runtime.http.ListenAddress;
import dev.tributary.runtime.http.RequestMetrics;
import dev.tributary.testkit.FakeClock;
import dev.tributary.testkit.InMemoryLogStore;
import dev.tributary.testkit.InMemoryMetricStore;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import org.jspecify.annotations.Nullable;

/** The write routes on a free loopback port in front of an in-memory store. */
final class HubUnderTest implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    static final long T0 = NOW.toEpochMilli();
    static final String EAST_TOKEN = "east-token-0123456789";

    final InMemoryLogStore logs = new InMemoryLogStore();
    final InMemoryMetricStore store = new InMemoryMetricStore();
    final FakeClock clock = new FakeClock(NOW);
    final PrometheusRegistry registry = new PrometheusRegistry();
    final Authenticator authenticator;
    final Ingest ingest;
    private final Vertx vertx = Vertx.vertx();
    private final HttpListener listener;
    private final HttpClient client = HttpClient.newHttpClient();

    HubUnderTest(String ingestYaml, List<CredentialSettings> credentials) throws Exception {
        this(ingestYaml, credentials, null);
    }

    HubUnderTest(String ingestYaml, List<CredentialSettings> credentials,
            @Nullable MetricWriter writer) throws Exception {
        authenticator = new Authenticator(Credentials.of(credentials), new Refusals(clock, registry));
        ingest = new Ingest(settings(ingestYaml), writer == null ? store : writer, authenticator, registry, clock);
        listener = HttpListener
                .start(vertx, ConfigFile.defaults(HttpServerSettings.class), ListenAddress.parse("127.0.0.1:0"),
                        new RequestMetrics(registry, false), this::router)
                .await(10, TimeUnit.SECONDS);
    }

    static IngestSettings settings(String yaml) {
        return ConfigFile.parse(yaml, "ingest", Path.of("/"), IngestSettings.class, _ -> null);
    }

    static CredentialSettings east() {
        return new CredentialSettings(new ClusterId("east"), Secret.of(EAST_TOKEN), null, null);
    }

    private Router router() {
        Router router = Router.router(vertx);
        ingest.mount(router);
        new LogIngest(ingest, logs, () -> HubUnderTest::level).mount(router);
        FailureRoute.mount(router);
        return router;
    }

    /** Levels as tests need them: what the severity says. */
    private static String level(Labels stream, Labels metadata, byte[] bytes, int from, int to) {
        String severity = metadata.get("severity_text");
        return severity.isEmpty() ? "unknown" : severity.toLowerCase(Locale.ROOT);
    }

    /** Everything the log store holds, a line for each entry: labels, time, line, metadata. */
    List<String> loggedEntries() {
        List<String> entries = new ArrayList<>();
        try (LogSelection found = logs.select(new LogQuery(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, 0))) {
            for (StoredStream stream : found.streams()) {
                try (EntryCursor cursor = stream.entries(LogDirection.FORWARD)) {
                    while (cursor.next()) {
                        entries.add(stream.labels() + " " + cursor.timestampNanos() + " " + cursor.line() + " "
                                + cursor.metadata());
                    }
                }
            }
        }
        return entries;
    }

    int port() {
        return listener.port();
    }

    HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/api/v1/write"))
                .timeout(Duration.ofSeconds(30)).header("Authorization", "Bearer " + EAST_TOKEN);
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    /** Posts a body as it is, under the version's content type. */
    HttpResponse<String> post(RemoteWriteVersion version, byte[] body) throws IOException, InterruptedException {
        return post(version, BodyPublishers.ofByteArray(body));
    }

    HttpResponse<String> post(RemoteWriteVersion version, BodyPublisher body) throws IOException, InterruptedException {
        return send(
                request().header("Content-Type", version.contentType()).header("Content-Encoding", "snappy").POST(body)
                        .build());
    }

    /** Compresses a message and posts it. */
    HttpResponse<String> write(RemoteWriteVersion version, byte[] message) throws IOException, InterruptedException {
        return post(version, SnappyBlock.compress(message));
    }

    /** The stored samples of the one series these labels name, cluster included. */
    SampleColumns stored(Labels labels) {
        List<Matcher> matchers = labels.names().stream().map(name -> Matcher.equal(name, labels.get(name))).toList();
        SampleColumns columns = new SampleColumns();
        try (SeriesSelection found = store.select(new SeriesQuery(matchers, 0, Long.MAX_VALUE, 0))) {
            for (StoredSeries series : found.series()) {
                if (series.labels().equals(labels)) {
                    series.read(0, Long.MAX_VALUE, columns);
                }
            }
        }
        return columns;
    }

    /** How many series are stored. */
    int seriesCount() {
        try (SeriesSelection found = store.select(new SeriesQuery(List.of(), 0, Long.MAX_VALUE, 0))) {
            return found.series().size();
        }
    }

    /** The value of a counter or gauge, summed over its series whose labels contain the given values. */
    double metric(String name, String... labelValues) {
        return registry.scrape(one -> one.equals(name)).stream().flatMap(snapshot -> snapshot.getDataPoints().stream())
                .filter(point -> point.getLabels().stream().map(label -> label.getValue()).toList()
                        .containsAll(List.of(labelValues)))
                .mapToDouble(point -> switch (point) {
                    case CounterDataPointSnapshot counter -> counter
                            .getValue();
                    case GaugeDataPointSnapshot gauge -> gauge.getValue();
                    default -> throw new IllegalArgumentException(name + " is no counter or gauge");
                }).sum();
    }

    @Override
    public void close() throws TimeoutException {
        client.close();
        listener.shutdown(Duration.ZERO).await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }
}
