package dev.tributary.app.hub;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import dev.tributary.wire.remotewrite.RemoteWriteWriter;

import static org.assertj.core.api.Assertions.fail;

/** A hub on a free loopback port over a folder, driven over HTTP. */
public final class RunningHub implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final HubRole role;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    private RunningHub(HubRole role) {
        this.role = role;
    }

    /** Writes the configuration into the folder, starts the hub and waits until it is ready. */
    public static RunningHub start(Path folder, String yaml) throws Exception {
        Path file = folder.resolve("hub.yml");
        Files.writeString(file, yaml);
        HubRole role = HubRole.start(HubConfig.load(file), () -> HubConfig.load(file));
        role.ready().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return new RunningHub(role);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + role.port() + path)).timeout(PATIENCE);
    }

    public HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    /** Writes one sample by remote write with a token. */
    HttpResponse<String> write(String token, Labels labels, long timestampMillis, double value)
            throws IOException, InterruptedException {
        RemoteWriteWriter writer = new RemoteWriteWriter(RemoteWriteVersion.V2);
        LabelSlices slices = new LabelSlices();
        slices.set(labels);
        writer.series(slices);
        writer.sample(timestampMillis, value, 0);
        return send(request("/api/v1/write").header("Authorization", "Bearer " + token)
                .header("Content-Type", RemoteWriteVersion.V2.contentType()).header("Content-Encoding", "snappy")
                .POST(BodyPublishers.ofByteArray(SnappyBlock.compress(writer.toMessage()))).build());
    }

    /** Where it listens. */
    public int port() {
        return role.port();
    }

    /** Sends a remote write message without a credential. */
    public HttpResponse<String> writeMessage(RemoteWriteVersion version, byte[] message)
            throws IOException, InterruptedException {
        return send(request("/api/v1/write").header("Content-Type", version.contentType())
                .header("Content-Encoding", "snappy")
                .POST(BodyPublishers.ofByteArray(SnappyBlock.compress(message))).build());
    }

    /** The result of an instant query. */
    JsonNode query(String expression, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(
                "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return json.readTree(send(request.build()).body()).path("data").path("result");
    }

    /** The value of a query's one series, or NaN without one. */
    double value(String expression) throws IOException, InterruptedException {
        JsonNode result = query(expression);
        return result.size() == 1 ? number(result.get(0).path("value").get(1).asText()) : Double.NaN;
    }

    private static double number(String text) {
        return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    /** Waits until a query gives a value. */
    void awaitValue(String expression, double expected) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        double last = value(expression);
        while (last != expected) {
            if (System.nanoTime() > deadline) {
                fail("%s is %s, not %s, after %s", expression, last, expected, PATIENCE);
            }
            LockSupport.parkNanos(50_000_000);
            last = value(expression);
        }
    }

    @Override
    public void close() {
        client.close();
        role.close();
    }
}
