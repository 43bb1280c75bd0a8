package dev.tributary.app.demo.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

import dev.tributary.app.demo.world.ClusterSpec;
import dev.tributary.app.demo.world.World;
import dev.tributary.wire.exposition.ExpositionLimits;
import dev.tributary.wire.exposition.ExpositionParser;
import dev.tributary.wire.exposition.ExpositionParser.Entry;
import dev.tributary.wire.exposition.ExpositionParsers;
import dev.tributary.wire.exposition.MalformedExpositionException;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class SimulatedServerTest {
    private static final String EVERYTHING = "/federate?match[]={job=~\".+\"}";

    private final AtomicReference<Misbehaviour> misbehaviour = new AtomicReference<>(Misbehaviour.NONE);
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;

    @TempDir
    private Path directory = Path.of("");

    @BeforeEach
    void start() throws InterruptedException {
        long now = System.currentTimeMillis();
        SimulatedPrometheus prometheus = new SimulatedPrometheus(
                new World(ClusterSpec.fleet().getLast(), new SplittableRandom(3), now - 60_000));
        for (long time = now - 30_000; time <= now; time += 5_000) {
            prometheus.scrape(time);
        }
        port = new SimulatedServer(vertx, prometheus, misbehaviour::get, Clock.systemUTC(), directory).start()
                .toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void textAndProtobufCarryTheSameSamples() throws Exception {
        HttpResponse<byte[]> text = get(EVERYTHING, "text/plain;version=0.0.4");
        HttpResponse<byte[]> protobuf = get(EVERYTHING, "application/vnd.google.protobuf;"
                + "proto=io.prometheus.client.MetricFamily;encoding=delimited,text/plain;q=0.5");
        assertThat(contentType(text)).startsWith("text/plain; version=0.0.4");
        assertThat(contentType(protobuf)).startsWith("application/vnd.google.protobuf");
        assertThat(samples(text)).hasSizeGreaterThan(900).isEqualTo(samples(protobuf));
    }

    @Test
    void selectorsNarrowThePage() throws Exception {
        assertThat(samples(get("/federate?match[]=up{job=\"node-exporter\"}&match[]=node_load1", "*/*"))).hasSize(6);
        assertThat(get("/federate", "*/*").body()).isEmpty();
    }

    @Test
    void badSelectorIsRefusedInPlainText() throws Exception {
        HttpResponse<byte[]> refused = get("/federate?match[]=up[5m]", "*/*");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(contentType(refused)).startsWith("text/plain");
    }

    @Test
    void onlyGetMayFederate() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/federate"))
                .POST(HttpRequest.BodyPublishers.noBody()).build();
        assertThat(client.send(post, BodyHandlers.discarding()).statusCode()).isEqualTo(405);
    }

    @Test
    void lastMinutesCanBeQueried() throws Exception {
        long seconds = System.currentTimeMillis() / 1000;
        HttpResponse<byte[]> answer = get("/api/v1/query_range?query=count(up)&step=5&start=" + (seconds - 20) + "&end="
                + seconds, "*/*");
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("\"status\":\"success\"",
                "\"resultType\":\"matrix\"", "\"values\":[[");
    }

    @Test
    void misbehaviourIsWhatItSays() throws Exception {
        misbehaviour.set(Misbehaviour.CUT);
        assertThatThrownBy(() -> get(EVERYTHING, "*/*")).isInstanceOf(IOException.class);
        assertThat(get("/api/v1/query?query=1", "*/*").statusCode()).isEqualTo(200);
        misbehaviour.set(Misbehaviour.FAILING);
        assertThat(get(EVERYTHING, "*/*").statusCode()).isEqualTo(503);
        misbehaviour.set(Misbehaviour.DOWN);
        assertThatThrownBy(() -> get("/api/v1/query?query=1", "*/*")).isInstanceOf(IOException.class);
        misbehaviour.set(Misbehaviour.NONE);
        assertThat(get(EVERYTHING, "*/*").statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> get(String target, String accept) throws IOException, InterruptedException {
        String escaped = target.replace("{", "%7B").replace("}", "%7D").replace("\"", "%22").replace("[", "%5B")
                .replace("]", "%5D").replace("+", URLEncoder.encode("+", StandardCharsets.UTF_8));
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + escaped))
                .header("Accept", accept).build(), BodyHandlers.ofByteArray());
    }

    private static String contentType(HttpResponse<byte[]> response) {
        return response.headers().firstValue("Content-Type").orElse("");
    }

    private static Map<String, String> samples(HttpResponse<byte[]> page) throws MalformedExpositionException {
        ExpositionParser parser = ExpositionParsers.forContentType(contentType(page), ExpositionLimits.DEFAULT);
        parser.feed(page.body(), 0, page.body().length);
        parser.end();
        Map<String, String> samples = new TreeMap<>();
        for (Entry entry = parser.next(); entry != Entry.END; entry = parser.next()) {
            if (entry == Entry.SAMPLE) {
                samples.put(parser.labels().toLabels().toString(), parser.value() + " " + parser.timestampMillis());
            }
        }
        return samples;
    }
}
