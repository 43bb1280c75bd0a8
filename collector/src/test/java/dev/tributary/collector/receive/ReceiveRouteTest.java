package dev.tributary.collector.receive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.collector.batch.Batch;
import dev.tributary.collector.config.ReceiveSettings;
import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.ship.Repacking;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.port.SampleSink;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.http.FailureRoute;
import dev.tributary.testkit.InMemoryLogStore;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import dev.tributary.wire.remotewrite.RemoteWriteWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The route over HTTP, with a spool that keeps what it is given or refuses it. */
class ReceiveRouteTest {
    private static final Identity IDENTITY = new Identity(new ClusterId("east"), Labels.of("region", "eu"),
            Labels.EMPTY);

    private final Vertx vertx = Vertx.vertx();
    private final List<Batch> spooled = new ArrayList<>();
    private volatile boolean diskFull;
    private URI uri = URI.create("http://unset");

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private ReceiveRoute serve(String yaml) {
        ReceiveRoute route = new ReceiveRoute(settings(yaml), IDENTITY, this::spool, new InMemoryLogStore(),
                new ReceiveMetrics(new PrometheusRegistry()), Clock.systemUTC());
        Router router = Router.router(vertx);
        route.mount(router);
        FailureRoute.mount(router);
        HttpServer server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
        uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/api/v1/write");
        return route;
    }

    private static ReceiveSettings settings(String yaml) {
        return ConfigFile.parse(yaml, "receive.yml", Path.of("/"), ReceiveSettings.class, _ -> null);
    }

    private synchronized void spool(Batch batch) throws IOException {
        if (diskFull) {
            throw new IOException("no space left");
        }
        spooled.add(batch);
    }

    private static byte[] message(RemoteWriteVersion version, Labels... series) {
        RemoteWriteWriter writer = new RemoteWriteWriter(version);
        LabelSlices labels = new LabelSlices();
        for (Labels one : series) {
            labels.set(one);
            writer.series(labels);
            writer.sample(System.currentTimeMillis(), 1, 0);
        }
        return SnappyBlock.compress(writer.toMessage());
    }

    private HttpResponse<String> post(byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).header("Content-Encoding", "snappy");
        boolean typed = false;
        for (int i = 0; i < headers.length; i += 2) {
            typed |= headers[i].equals("Content-Type");
            request.setHeader(headers[i], headers[i + 1]);
        }
        if (!typed) {
            request.header("Content-Type", RemoteWriteVersion.V2.contentType());
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private synchronized List<String> series() {
        List<String> lines = new ArrayList<>();
        for (Batch batch : spooled) {
            Repacking.decode(batch, new SampleSink() {
                @Override
                public void series(LabelSlices labels) {
                    lines.add(labels.toString());
                }

                @Override
                public void sample(long timestampMillis, double value, long startMillis) {
                }

                @Override
                public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
                }

                @Override
                public void exemplar(Exemplar exemplar) {
                }

                @Override
                public void metadata(MetricMetadata metadata) {
                }
            });
        }
        return lines;
    }

    @Test
    void bothVersionsAreSpooledWithTheIdentity() throws Exception {
        serve("remote_write: true");
        HttpResponse<String> second = post(
                message(RemoteWriteVersion.V2, Labels.of("__name__", "a", "cluster", "forged")));
        assertThat(second.statusCode()).isEqualTo(204);
        assertThat(second.headers().firstValue("X-Prometheus-Remote-Write-Samples-Written")).hasValue("1");
        HttpResponse<String> first = post(message(RemoteWriteVersion.V1, Labels.of("__name__", "b")), "Content-Type",
                RemoteWriteVersion.V1.contentType());
        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(first.headers().firstValue("X-Prometheus-Remote-Write-Samples-Written")).isEmpty();
        assertThat(series()).containsExactly(
                "a{cluster=\"east\", exported_cluster=\"forged\", region=\"eu\"}",
                "b{cluster=\"east\", region=\"eu\"}");
    }

    @Test
    void nothingIsAcknowledgedThatIsNotInTheSpool() throws Exception {
        serve("remote_write: true");
        diskFull = true;
        HttpResponse<String> refused = post(message(RemoteWriteVersion.V2, Labels.of("__name__", "a")));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(refused.body()).contains("no space left");
        diskFull = false;
        assertThat(post(message(RemoteWriteVersion.V2, Labels.of("__name__", "a"))).statusCode()).isEqualTo(204);
    }

    @Test
    void relabelingAppliesBeforeTheIdentity() throws Exception {
        serve("""
              remote_write: true
              metric_relabel_configs:
              - {source_labels: [__name__], regex: debug_.*, action: drop}
              - {target_label: cluster, replacement: mine}
              """);
        HttpResponse<String> answer = post(
                message(RemoteWriteVersion.V2, Labels.of("__name__", "a"), Labels.of("__name__", "debug_x")));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("X-Prometheus-Remote-Write-Samples-Written")).hasValue("2");
        assertThat(series()).containsExactly("a{cluster=\"east\", exported_cluster=\"mine\", region=\"eu\"}");
    }

    @Test
    void whatIsInvalidIsNamedAndTheRestTaken() throws Exception {
        serve("remote_write: true");
        HttpResponse<String> answer = post(
                message(RemoteWriteVersion.V2, Labels.of("nameless", "1"), Labels.of("__name__", "a")));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("refused 1 samples").contains("a series has no name");
        assertThat(answer.headers().firstValue("X-Prometheus-Remote-Write-Samples-Written")).hasValue("1");
        assertThat(series()).hasSize(1);
    }

    @Test
    void aSampleFarAheadIsRefused() throws Exception {
        serve("{remote_write: true, future_max: 0s}");
        RemoteWriteWriter writer = new RemoteWriteWriter(RemoteWriteVersion.V2);
        LabelSlices labels = new LabelSlices();
        labels.set(Labels.of("__name__", "a"));
        writer.series(labels);
        writer.sample(System.currentTimeMillis() + 3_600_000, 1, 0);
        HttpResponse<String> answer = post(SnappyBlock.compress(writer.toMessage()));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("too far ahead");
        assertThat(spooled).isEmpty();
    }

    @Test
    void whatIsNoRequestIsRefused() throws Exception {
        ReceiveRoute route = serve("{remote_write: true, body_max: 1KiB, decompressed_max: 2KiB}");
        assertThat(post(new byte[]{1, 2, 3}).statusCode()).isEqualTo(400);
        assertThat(post(SnappyBlock.compress(new byte[]{9, 9, 9})).statusCode()).isEqualTo(400);
        assertThat(post(new byte[5000]).statusCode()).isEqualTo(413);
        assertThat(post(SnappyBlock.compress(new byte[4000])).body()).contains("decompressed_max");
        assertThat(post(new byte[0], "Content-Type", "text/plain").statusCode()).isEqualTo(415);
        assertThat(post(new byte[0], "Content-Encoding", "gzip").statusCode()).isEqualTo(415);
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .statusCode()).isEqualTo(405);
        }
        route.replace(settings("{}"), IDENTITY);
        assertThat(post(message(RemoteWriteVersion.V2, Labels.of("__name__", "a"))).statusCode()).isEqualTo(404);
    }

    @Test
    void aTokenIsAskedForWhereOneIsConfigured() throws Exception {
        serve("{remote_write: true, tokens: [{token: old-one}, {token: new-one}]}");
        byte[] body = message(RemoteWriteVersion.V2, Labels.of("__name__", "a"));
        assertThat(post(body).statusCode()).isEqualTo(401);
        assertThat(post(body, "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
        assertThat(post(body, "Authorization", "Basic new-one").statusCode()).isEqualTo(401);
        for (String token : List.of("old-one", "new-one")) {
            assertThat(post(body, "Authorization", "Bearer " + token).statusCode()).isEqualTo(204);
        }
    }
}
