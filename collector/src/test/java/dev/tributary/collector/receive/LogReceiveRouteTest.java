package dev.tributary.collector.receive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import dev.tributary.collector.config.ReceiveSettings;
import dev.tributary.collector.identity.Identity;
import dev.tributary.model.ClusterId;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.StoredStream;
import dev.tributary.runtime.config.ConfigFile;
import dev.tributary.runtime.http.FailureRoute;
import dev.tributary.testkit.InMemoryLogStore;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.lokipush.LokiPushWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Loki's push to a collector, over HTTP, in front of a store that takes lines or refuses them. */
class LogReceiveRouteTest {
    private static final Identity IDENTITY = new Identity(new ClusterId("east"), Labels.EMPTY, Labels.EMPTY);
    private static final String JSON = "application/json";

    private final Vertx vertx = Vertx.vertx();
    private final InMemoryLogStore store = new InMemoryLogStore();
    private final HttpClient client = HttpClient.newHttpClient();
    private URI uri = URI.create("http://unset");

    @AfterEach
    void stop() {
        client.close();
        vertx.close().await();
    }

    private void serve(String yaml) {
        ReceiveSettings settings = ConfigFile.parse(yaml, "receive.yml", Path.of("/"), ReceiveSettings.class,
                _ -> null);
        ReceiveRoute route = new ReceiveRoute(settings, IDENTITY, batch -> {
            throw new IOException("no samples are sent here: " + batch.facts());
        }, store, new ReceiveMetrics(new PrometheusRegistry()), Clock.systemUTC());
        Router router = Router.router(vertx);
        route.mount(router);
        FailureRoute.mount(router);
        HttpServer server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
        uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/loki/api/v1/push");
    }

    private HttpResponse<String> push(String contentType, String encoding, byte[] body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Content-Type", contentType);
        if (!encoding.isEmpty()) {
            request.header("Content-Encoding", encoding);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
    }

    private static byte[] json(String labels, long nanos, String line) {
        return ("{\"streams\":[{\"stream\":" + labels + ",\"values\":[[\"" + nanos + "\",\"" + line + "\"]]}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private List<Labels> streams() {
        try (LogSelection found = store.select(new LogQuery(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, 0))) {
            return found.streams().stream().<Labels>map(StoredStream::labels).toList();
        }
    }

    @Test
    void linesAreTakenInEveryForm() throws Exception {
        serve("loki_push: true\nstream_relabel_configs: [{regex: secret, action: labeldrop}]");
        assertThat(push(JSON, "", json("{\"app\":\"a\",\"secret\":\"s\"}", 1, "x")).statusCode()).isEqualTo(204);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(json("{\"app\":\"b\"}", 1, "x"));
        }
        assertThat(push(JSON, "gzip", packed.toByteArray()).statusCode()).isEqualTo(204);
        LokiPushWriter writer = new LokiPushWriter();
        LabelSlices labels = new LabelSlices();
        labels.set(Labels.of("app", "c"));
        writer.stream(labels);
        writer.entry(1, new byte[]{'x'}, 0, 1, new LabelSlices());
        byte[] protobuf = SnappyBlock.compress(writer.toMessage());
        assertThat(push("application/x-protobuf", "", protobuf).statusCode()).isEqualTo(204);
        assertThat(streams()).extracting(stream -> stream.get("app")).containsExactly("a", "b", "c");
        assertThat(streams()).noneMatch(stream -> stream.has("secret"));
    }

    @Test
    void linesOfTheFutureAreRefusedAndTheOthersTaken() throws Exception {
        serve("loki_push: true");
        byte[] body = ("{\"streams\":[{\"stream\":{\"app\":\"a\"},\"values\":[[\"1\",\"x\"],[\"" + Long.MAX_VALUE
                + "\",\"y\"]]}]}").getBytes(StandardCharsets.UTF_8);
        HttpResponse<String> answer = push(JSON, "", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("refused 1 lines, the others are taken", "too far ahead");
        assertThat(streams()).hasSize(1);
    }

    @Test
    void aFullSpoolIs503() throws Exception {
        serve("loki_push: true");
        store.refuseWrites("no space left");
        HttpResponse<String> answer = push(JSON, "", json("{\"app\":\"a\"}", 1, "x"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void itIsOffUnlessWantedAndAsksForTheToken() throws Exception {
        serve("");
        assertThat(push(JSON, "", json("{\"app\":\"a\"}", 1, "x")).statusCode()).isEqualTo(404);
        serve("loki_push: true\ntokens: [{token: open sesame}]");
        assertThat(push(JSON, "", json("{\"app\":\"a\"}", 1, "x")).statusCode()).isEqualTo(401);
        assertThat(push(JSON, "", json("{\"app\":\"a\"}", 1, "x"), "Authorization", "Bearer open sesame").statusCode())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text/plain||415", "application/json|zstd|415",
            "application/x-protobuf|gzip|415", "application/json|gzip|400", "application/json|deflate|400",
            "application/x-protobuf||400", "application/json||400"})
    void whatIsNoPushIsRefused(String contentType, String encoding, int status) throws Exception {
        serve("loki_push: true\nbody_max: 2KiB\ndecompressed_max: 4KiB\nin_flight_max: 8KiB");
        byte[] nonsense = "<nonsense>".getBytes(StandardCharsets.UTF_8);
        assertThat(push(contentType, encoding == null ? "" : encoding, nonsense).statusCode()).isEqualTo(status);
        assertThat(push(JSON, "", "{}".getBytes(StandardCharsets.UTF_8)).statusCode()).isEqualTo(422);
        assertThat(push(JSON, "", new byte[2049]).statusCode()).isEqualTo(413);
        assertThat(push("application/x-protobuf", "", SnappyBlock.compress(new byte[5000])).statusCode())
                .isEqualTo(413);
        assertThat(streams()).isEmpty();
    }
}
