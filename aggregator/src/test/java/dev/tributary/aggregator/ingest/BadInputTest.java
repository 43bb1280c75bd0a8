package dev.tributary.aggregator.ingest;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.testkit.Seeded;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.tributary.aggregator.ingest.HubUnderTest.T0;
import static dev.tributary.wire.remotewrite.RemoteWriteVersion.V1;
import static dev.tributary.wire.remotewrite.RemoteWriteVersion.V2;
import static org.assertj.core.api.Assertions.assertThat;

/** Bad input over HTTP: the right status, a clear message, and what was stored before is intact. */
class BadInputTest {
    private static final Labels UP = Labels.of("__name__", "up", "job", "node");
    private static final Labels EAST_UP = UP.with("cluster", "east");
    /** Copies 64 zeroes: snappy's densest code, so that a true block of 2 GiB of zeroes is about 100 MB long. */
    private static final byte[] COPY_OF_64 = {(byte) 0xfe, 1, 0};
    private static final long ZEROES_COMPRESSED = (2L << 30) / 64 * COPY_OF_64.length;

    private final HubUnderTest hub;

    BadInputTest() throws Exception {
        hub = new HubUnderTest("", List.of(HubUnderTest.east()));
    }

    @BeforeEach
    void storeSomethingGood() throws Exception {
        assertThat(hub.write(V1, new Message(V1).series(UP).sample(T0 - 60_000, 42).bytes()).statusCode())
                .isEqualTo(204);
    }

    @AfterEach
    void theStoredIsIntactAndTheHubGoesOn() throws Exception {
        Labels check = UP.with("check", "1");
        assertThat(hub.write(V2, new Message(V2).series(check).sample(T0, 43).bytes()).statusCode()).isEqualTo(204);
        assertThat(hub.stored(check.with("cluster", "east")).value(0)).isEqualTo(43);
        SampleColumns stored = hub.stored(EAST_UP);
        int first = Arrays.binarySearch(stored.timestamps(), 0, stored.size(), T0 - 60_000);
        assertThat(stored.value(first)).isEqualTo(42);
        assertThat(hub.metric("tributary_ingest_in_flight_bytes")).isZero();
        hub.close();
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String... parts) {
        assertThat(answer.body()).contains(parts);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
    }

    private static byte[] good(RemoteWriteVersion version) {
        return new Message(version).series(UP).sample(T0 - 1, 1).series(UP.with("a", "b")).sample(T0 - 1, 1).bytes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/json", "application/x-protobuf;proto=other.Message",
            "application/x-protobuf; proto=io.prometheus.write.v3.Request"})
    void anotherContentTypeIs415(String contentType) throws Exception {
        HttpResponse<String> answer = hub.send(hub.request().header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(SnappyBlock.compress(good(V1)))).build());
        assertRefused(answer, 415, "unsupported", "application/x-protobuf;proto=prometheus.WriteRequest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd", "identity", "snappy, gzip"})
    void anotherEncodingIs415(String encoding) throws Exception {
        HttpResponse<String> answer = hub.send(hub.request().header("Content-Type", V1.contentType())
                .header("Content-Encoding", encoding).POST(BodyPublishers.ofByteArray(good(V1))).build());
        assertRefused(answer, 415, "unsupported content encoding " + encoding, "supported is snappy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH"})
    void anotherMethodIs405(String method) throws Exception {
        HttpResponse<String> answer = hub.send(hub.request().method(method, BodyPublishers.noBody()).build());
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void aBodyThatIsNoSnappyIs400() throws Exception {
        assertRefused(hub.post(V1, "hello, this is not snappy".getBytes(StandardCharsets.UTF_8)), 400, "snappy");
        assertRefused(hub.post(V1, good(V1)), 400, "snappy");
        assertRefused(hub.post(V1, new byte[0]), 400, "snappy");
    }

    @Test
    void anyCutSnappyBlockIs400() throws Exception {
        byte[] body = SnappyBlock.compress(good(V1));
        for (int cut = 0; cut < body.length; cut++) {
            assertRefused(hub.post(V1, Arrays.copyOf(body, cut)), 400, "snappy");
        }
        assertThat(hub.seriesCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aMessageThatIsNoProtobufIs400(RemoteWriteVersion version) throws Exception {
        assertRefused(hub.write(version, "this is not protobuf at all".getBytes(StandardCharsets.UTF_8)), 400,
                "remote write " + version.protocol() + " message of 27 bytes");
        assertThat(hub.metric("tributary_ingest_requests_refused", "malformed")).isEqualTo(1);
    }

    @Test
    void theOtherVersionsMessageIs400() throws Exception {
        assertRefused(hub.write(V2, good(V1)), 400, "2.0");
        assertRefused(hub.write(V1, good(V2)), 400, "belongs to remote write 2.0");
    }

    @ParameterizedTest
    @EnumSource
    void aTruncatedMessageStoresNothing(RemoteWriteVersion version) throws Exception {
        byte[] message = good(version);
        HttpResponse<String> answer = hub.write(version, Arrays.copyOf(message, message.length - 3));
        assertRefused(answer, 400, " whole series: ");
        assertThat(hub.seriesCount()).isEqualTo(1);
    }

    @Test
    void unsortedLabelsAreSorted() throws Exception {
        byte[] message = new Message(V1).rawSeries("job", "node", "__name__", "up").sample(T0 - 1, 7).bytes();
        assertThat(hub.write(V1, message).statusCode()).isEqualTo(204);
        assertThat(hub.stored(EAST_UP).size()).isEqualTo(2);
    }

    @Test
    void duplicateLabelNamesAreRefusedWithTheSeries() throws Exception {
        byte[] message = new Message(V1).rawSeries("__name__", "up", "a", "1", "a", "2").sample(T0 - 1, 7).series(UP)
                .sample(T0 - 1, 8).bytes();
        assertRefused(hub.write(V1, message), 400, "refused 1 of 2 samples, the others are stored", "label a");
        assertThat(hub.stored(EAST_UP).size()).isEqualTo(2);
    }

    @Test
    void aSeriesWithoutMetricNameIsRefused() throws Exception {
        assertRefused(hub.write(V1, new Message(V1).rawSeries("job", "node").sample(T0, 7).bytes()), 400,
                "metric name");
    }

    @Test
    void anEmptyLabelNameIsRefused() throws Exception {
        byte[] message = new Message(V1).rawSeries("__name__", "up", "", "x").sample(T0, 7).bytes();
        assertRefused(hub.write(V1, message), 400, "without a name");
    }

    @Test
    void invalidUtf8Is400() throws Exception {
        byte[] message = new Message(V1).rawSeries("__name__", "up", "a", "XX").sample(T0, 7).bytes();
        for (int i = 0; i < message.length; i++) {
            if (message[i] == 'X') {
                message[i] = (byte) 0xff;
            }
        }
        assertRefused(hub.write(V1, message), 400, "UTF-8");
    }

    @Test
    void samplesOfTheFutureAreRefusedAndTheOthersStored() throws Exception {
        byte[] message = new Message(V1).series(UP).sample(T0 - 1, 1).sample(T0 + 600_000, 2).sample(T0 + 600_001, 3)
                .bytes();
        assertRefused(hub.write(V1, message), 400, "refused 1 of 3 samples", "timestamp " + (T0 + 600_001), "future");
        assertThat(hub.stored(EAST_UP).size()).isEqualTo(3);
        assertThat(hub.metric("tributary_ingest_samples_refused", "east", "future")).isEqualTo(1);
        hub.clock.advance(Duration.ofSeconds(1));
        assertThat(hub.write(V1, new Message(V1).series(UP.with("late", "1")).sample(T0 + 600_001, 3).bytes())
                .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aDeclaredSizeOfTwoGibibytesIs413() throws Exception {
        byte[] lie = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 0, 0, 0};
        assertRefused(hub.post(V1, lie), 413, "decompressed size 2147483647", "33554432", "decompressed_max");
    }

    @Test
    void aDeclaredSizeThatSoFewBytesCannotHoldIs400() throws Exception {
        byte[] lie = {(byte) 0x80, (byte) 0x80, (byte) 0x80, 0x08, 0, 0, 0};
        assertRefused(hub.post(V1, lie), 400, "cannot hold");
    }

    @Test
    void aTrueBlockOfTwoGibibytesOfZeroesIs413BeforeItIsRead() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head("Content-Length: " + ZEROES_COMPRESSED));
            assertThat(answerOf(socket)).startsWith("HTTP/1.1 413").contains("limit body_max of 16777216 bytes");
        }
        assertThat(hub.metric("tributary_ingest_requests_refused", "too_large")).isEqualTo(1);
    }

    @Test
    void aTrueBlockOfTwoGibibytesOfZeroesWithoutDeclaredLengthIs413() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(head("Transfer-Encoding: chunked"));
            byte[] chunk = new byte[3 << 19];
            for (int i = 0; i < chunk.length; i += COPY_OF_64.length) {
                System.arraycopy(COPY_OF_64, 0, chunk, i, COPY_OF_64.length);
            }
            for (int sent = 0; sent < 17 << 20; sent += chunk.length) {
                out.write((Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                out.write(chunk);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(answerOf(socket)).startsWith("HTTP/1.1 413").contains("limit body_max of 16777216 bytes");
        }
    }

    @Test
    void zeroesThatDecompressBeyondTheLimitAre413() throws Exception {
        byte[] body = SnappyBlock.compress(new byte[(32 << 20) + 1]);
        assertRefused(hub.post(V1, body), 413,
                "decompressed size 33554433 exceeds the limit of 33554432 bytes (decompressed_max)");
    }

    private static byte[] head(String header) {
        return ("POST /api/v1/write HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer " + HubUnderTest.EAST_TOKEN + "\r\n"
                + header
                + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static String answerOf(Socket socket) throws IOException {
        byte[] answer = new byte[4096];
        int length = 0;
        while (!new String(answer, 0, length, StandardCharsets.US_ASCII).endsWith("at a time\n")) {
            int read = socket.getInputStream().read(answer, length, answer.length - length);
            assertThat(read).as("answer so far: %s", new String(answer, 0, length, StandardCharsets.US_ASCII))
                    .isPositive();
            length += read;
        }
        return new String(answer, 0, length, StandardCharsets.US_ASCII);
    }

    @Test
    void whoSendsOnAfterARefusalLosesTheConnection() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write("POST /api/v1/write HTTP/1.1\r\nHost: hub\r\nContent-Length: 100000000000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[1 << 20];
            long sent = 0;
            try {
                while (sent < 2_000L << 20) {
                    out.write(chunk);
                    sent += chunk.length;
                }
            } catch (IOException closed) {
                // What is expected: the hub has closed the connection
            }
            assertThat(sent).isLessThan(200L << 20);
        }
    }

    @Test
    void aClientThatGoesAwayInTheMiddleLeavesNothing() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
            socket.getOutputStream().write(("POST /api/v1/write HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer "
                    + HubUnderTest.EAST_TOKEN + "\r\nContent-Length: 1000000\r\n\r\nabc")
                    .getBytes(StandardCharsets.US_ASCII));
            Polling.until(() -> hub.metric("tributary_ingest_in_flight_bytes") == 1_000_000);
        }
        Polling.until(() -> hub.metric("tributary_ingest_in_flight_bytes") == 0);
        assertThat(hub.metric("tributary_ingest_requests_refused", "aborted")).isEqualTo(1);
    }

    @Seeded(runs = 5)
    void noBytesBreakTheHub(RandomGenerator random) throws Exception {
        for (int run = 0; run < 100; run++) {
            RemoteWriteVersion version = random.nextBoolean() ? V1 : V2;
            byte[] message = good(version);
            for (int i = 0; i < 1 + random.nextInt(8); i++) {
                message[random.nextInt(message.length)] = (byte) random.nextInt();
            }
            assertThat(hub.write(version, message).statusCode()).isIn(204, 400);
        }
    }
}
