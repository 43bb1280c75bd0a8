package dev.tributary.app.api;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import dev.tributary.app.e2e.Stage;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import dev.tributary.wire.remotewrite.RemoteWriteWriter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static dev.tributary.wire.remotewrite.RemoteWriteVersion.V1;
import static dev.tributary.wire.remotewrite.RemoteWriteVersion.V2;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bad input to {@code /api/v1/write} of a hub that is a process of its own with a heap of 256 MiB: each gets its status and
 * a reason, what was stored before stays, and the hub goes on.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadWritesIT {
    private static final String TOKEN = "east-token-0123456789";
    private static final Labels UP = Labels.of("__name__", "up", "job", "node");
    private static final long NOW = System.currentTimeMillis();

    /** Copies 64 zeroes: snappy's densest code, so that 2 GiB of zeroes are about 100 MB. */
    private static final byte[] COPY_OF_64 = {(byte) 0xfe, 1, 0};
    private static final long ZEROES_COMPRESSED = (2L << 30) / 64 * COPY_OF_64.length;

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = Stage.freePort();
    private final Stage stage;
    private int written;

    BadWritesIT(@TempDir Path folder) {
        stage = new Stage(folder);
    }

    @BeforeAll
    void startAndStoreSomethingGood() throws Exception {
        Path config = stage.file("hub.yml", """
                                            http: {listen: "127.0.0.1:%d"}
                                            data_dir: data
                                            credentials: [{cluster: east, token: %s}]
                                            """.formatted(port, TOKEN));
        stage.tributary("hub", "hub", "--config", config.toString());
        stage.eventually("the hub is ready", () -> stage.isReady(port));
        assertThat(write(V1, series(V1, UP, NOW, 42)).statusCode()).isEqualTo(204);
    }

    @AfterEach
    void theStoredIsIntactAndTheHubGoesOn() throws Exception {
        assertThat(query("up{job=\"node\"}")).contains("\"42\"");
        Labels next = UP.with("job", "check" + ++written);
        assertThat(write(V2, series(V2, next, NOW, written)).statusCode()).isEqualTo(204);
        assertThat(query("count({job=~\"check.*\"})")).contains("\"" + written + "\"");
    }

    @AfterAll
    void stop() {
        stage.close();
        client.close();
    }

    private static byte[] series(RemoteWriteVersion version, Labels labels, long time, double value) {
        RemoteWriteWriter writer = new RemoteWriteWriter(version);
        add(writer, labels, time, value);
        return writer.toMessage();
    }

    private static void add(RemoteWriteWriter writer, Labels labels, long time, double value) {
        LabelSlices slices = new LabelSlices();
        slices.set(labels);
        writer.series(slices);
        writer.sample(time, value, 0);
    }

    /** A series whose labels stand exactly as given: name, value, name, value. */
    private static byte[] raw(String... namesAndValues) {
        RemoteWriteWriter writer = new RemoteWriteWriter(V1);
        LabelSlices slices = new LabelSlices();
        slices.reset(String.join("", namesAndValues).getBytes(StandardCharsets.ISO_8859_1));
        int at = 0;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            slices.add(at, namesAndValues[i].length(), at + namesAndValues[i].length(), namesAndValues[i + 1].length());
            at += namesAndValues[i].length() + namesAndValues[i + 1].length();
        }
        writer.series(slices);
        writer.sample(NOW, 1, 0);
        return writer.toMessage();
    }

    private HttpResponse<String> write(RemoteWriteVersion version, byte[] message) throws Exception {
        return send(version.contentType(), "snappy", SnappyBlock.compress(message));
    }

    private HttpResponse<String> send(String contentType, String encoding, byte[] body) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/write"))
                .header("Authorization", "Bearer " + TOKEN).header("Content-Type", contentType)
                .header("Content-Encoding", encoding).timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
    }

    private String query(String expression) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/query"))
                .header("Content-Type", "application/x-www-form-urlencoded").timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString("query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)))
                .build(), BodyHandlers.ofString()).body();
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String... reasons) {
        assertThat(answer.body()).contains(reasons);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void wrongEnvelopes() throws Exception {
        byte[] good = series(V1, UP, NOW, 1);
        assertRefused(send("text/plain", "snappy", SnappyBlock.compress(good)), 415, "unsupported content type");
        assertRefused(send(V1.contentType(), "gzip", good), 415, "unsupported content encoding gzip");
        assertRefused(send(V1.contentType(), "snappy", good), 400, "snappy");
        assertRefused(send(V1.contentType(), "snappy", "no snappy".getBytes(StandardCharsets.US_ASCII)), 400, "snappy");
        byte[] packed = SnappyBlock.compress(good);
        assertRefused(send(V1.contentType(), "snappy", Arrays.copyOf(packed, packed.length - 2)), 400, "snappy");
    }

    @Test
    void wrongMessages() throws Exception {
        for (RemoteWriteVersion version : RemoteWriteVersion.values()) {
            byte[] good = series(version, UP.with("a", "b"), NOW, 1);
            assertRefused(write(version, "this is no protobuf".getBytes(StandardCharsets.US_ASCII)), 400,
                    "remote write " + version.protocol());
            assertRefused(write(version, Arrays.copyOf(good, good.length - 3)), 400, "remote write");
        }
        assertRefused(write(V1, series(V2, UP, NOW, 1)), 400, "belongs to remote write 2.0");
    }

    @Test
    void aBodyThatEndsEarlyIsForgotten() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(head("Content-Length: 1000000"));
            socket.getOutputStream().write(new byte[500]);
        }
        stage.eventually("its memory is given back", () -> stage.get("http://127.0.0.1:" + port + "/metrics")
                .contains("tributary_ingest_in_flight_bytes 0.0"));
    }

    @Test
    void wrongLabels() throws Exception {
        assertThat(write(V1, raw("zone", "1", "__name__", "unsorted", "a", "2")).statusCode()).isEqualTo(204);
        assertThat(query("unsorted")).contains("\"a\":\"2\",\"cluster\":\"east\",\"zone\":\"1\"");
        assertRefused(write(V1, raw("__name__", "up", "a", "1", "a", "2")), 400, "refused 1 of 1 samples",
                "label name \"a\" is not unique");
        assertRefused(write(V1, raw("job", "node")), 400, "metric name");
        assertRefused(write(V1, raw("__name__", "", "job", "node")), 400, "metric name");
        assertRefused(write(V1, raw("__name__", "up", "", "x")), 400, "empty label name");
        assertRefused(write(V1, raw("__name__", "up", "a", "\u00ff\u00fe")), 400, "UTF-8");
        assertRefused(write(V1, raw("__name__", "up", "a", "x".repeat(1 << 20))), 400, "the limit label_value_max");
        assertRefused(write(V1, raw("__name__", "up", "n".repeat(1 << 20), "x")), 400, "the limit label_name_max");
        String[] many = new String[2 + 2 * 500];
        many[0] = "__name__";
        many[1] = "up";
        for (int i = 1; i <= 500; i++) {
            many[2 * i] = "l%03d".formatted(i);
            many[2 * i + 1] = "x";
        }
        assertRefused(write(V1, raw(many)), 400, "the limit labels_max");
        // An empty value means that there is no such label.
        assertThat(write(V1, raw("__name__", "emptied", "a", "")).statusCode()).isEqualTo(204);
        assertThat(query("emptied")).contains("{\"__name__\":\"emptied\",\"cluster\":\"east\"}");
    }

    @Test
    void wrongTimesAndOddValues() throws Exception {
        RemoteWriteWriter writer = new RemoteWriteWriter(V2);
        add(writer, UP.with("kind", "future"), NOW + TimeUnit.HOURS.toMillis(1), 1);
        add(writer, UP.with("kind", "old"), NOW - TimeUnit.DAYS.toMillis(400), 1);
        add(writer, UP.with("kind", "good"), NOW, 7);
        HttpResponse<String> partly = write(V2, writer.toMessage());
        assertRefused(partly, 400, "refused 2 of 3 samples, the others are stored", "future");
        assertThat(partly.headers().firstValue("X-Prometheus-Remote-Write-Samples-Written")).hasValue("1");
        assertThat(partly.headers().firstValue("X-Prometheus-Remote-Write-Histograms-Written")).hasValue("0");
        assertThat(partly.headers().firstValue("X-Prometheus-Remote-Write-Exemplars-Written")).hasValue("0");
        assertThat(query("up{kind=~\"good|old|future\"}")).contains("\"kind\":\"good\"").doesNotContain("old",
                "future");
        assertRefused(write(V1, series(V1, UP, NOW - TimeUnit.DAYS.toMillis(400), 1)), 400, "refused 1 of 1 samples");

        long odd = 0x7ff8_dead_beef_0001L;
        assertThat(write(V1, series(V1, Labels.of("__name__", "odd_values"), NOW, Double.longBitsToDouble(odd)))
                .statusCode())
                .isEqualTo(204);
        assertThat(query("odd_values")).contains("\"NaN\"");
        double stale = Double.longBitsToDouble(0x7ff0_0000_0000_0002L);
        assertThat(write(V1, series(V1, Labels.of("__name__", "odd_values"), NOW + 1, stale)).statusCode())
                .isEqualTo(204);
        assertThat(query("odd_values")).contains("\"result\":[]");
    }

    @Test
    void twoGibibytesOfZeroesAreRefusedBeforeTheyTakeMemory() throws Exception {
        byte[] lie = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 0, 0, 0};
        assertRefused(send(V1.contentType(), "snappy", lie), 413, "decompressed size 2147483647", "decompressed_max");
        assertRefused(send(V1.contentType(), "snappy", SnappyBlock.compress(new byte[(32 << 20) + 1])), 413,
                "decompressed size 33554433", "decompressed_max");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(head("Content-Length: " + ZEROES_COMPRESSED));
            assertThat(answerOf(socket)).startsWith("HTTP/1.1 413").contains("limit body_max of");
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write(head("Transfer-Encoding: chunked"));
            for (int sent = 0; sent < 17 << 20; sent += 3 << 19) {
                sendZeroes(out);
            }
            assertThat(answerOf(socket)).startsWith("HTTP/1.1 413").contains("limit body_max of");
        }
    }

    private static void sendZeroes(OutputStream out) throws IOException {
        byte[] chunk = new byte[3 << 19];
        for (int i = 0; i < chunk.length; i += COPY_OF_64.length) {
            System.arraycopy(COPY_OF_64, 0, chunk, i, COPY_OF_64.length);
        }
        out.write((Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(chunk);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] head(String header) {
        return ("POST /api/v1/write HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer " + TOKEN + "\r\n" + header
                + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String answerOf(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] part = new byte[4096];
        while (!answer.toString().endsWith("at a time\n")) {
            int read = socket.getInputStream().read(part);
            assertThat(read).as("answer so far: %s", answer).isPositive();
            answer.append(new String(part, 0, read, StandardCharsets.US_ASCII));
        }
        return answer.toString();
    }
}
