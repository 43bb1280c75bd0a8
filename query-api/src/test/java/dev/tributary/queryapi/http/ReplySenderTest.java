package dev.tributary.queryapi.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.ErrorType;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.testing.ApiServer;
import dev.tributary.queryapi.testing.HttpAnswer;
import dev.tributary.queryapi.testing.ProgrammedEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReplySenderTest {
    private final AtomicReference<Function<ApiRequest, Reply>> answer = new AtomicReference<>(
            _ -> new Reply.NoContent());
    private ApiServer server;

    @BeforeEach
    void start() {
        server = ApiServer.start(List.of(new ProgrammedEndpoint("/get", List.of("GET"), answer)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void longAnswersArriveWholeAndCompressedAsAsked() throws IOException {
        answer.set(_ -> Reply.data(json -> {
            json.beginArray();
            for (int i = 0; i < 200_000; i++) {
                json.number(i);
            }
            json.endArray();
        }));
        String plain = server.get("/get").body();
        assertThat(plain).hasSizeGreaterThan(1_000_000).endsWith(",199998,199999]}");
        HttpAnswer gzip = server.request("GET", "/get", Map.of("Accept-Encoding", "br, gzip;q=0.8"), "");
        assertThat(gzip.header("content-encoding")).isEqualTo("gzip");
        assertThat(gzip.bytes().length).isLessThan(plain.length() / 2);
        assertThat(text(new GZIPInputStream(new ByteArrayInputStream(gzip.bytes())))).isEqualTo(plain);
        HttpAnswer deflate = server.request("GET", "/get", Map.of("Accept-Encoding", "gzip;q=0, deflate"), "");
        assertThat(deflate.header("content-encoding")).isEqualTo("deflate");
        assertThat(text(new InflaterInputStream(new ByteArrayInputStream(deflate.bytes())))).isEqualTo(plain);
    }

    @Test
    void shortAnswersStayAsTheyAre() {
        answer.set(_ -> Reply.Text.plain(200, "short"));
        HttpAnswer got = server.request("GET", "/get", Map.of("Accept-Encoding", "gzip"), "");
        assertThat(got.header("content-encoding")).isEmpty();
        assertThat(got.header("vary")).contains("accept-encoding");
        assertThat(got.body()).isEqualTo("short");
    }

    @Test
    void theRequestIsCancelledWhenTheClientLeaves() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        answer.set(request -> {
            request.cancellation().onCancel(cancelled::countDown);
            began.countDown();
            awaitQuietly(cancelled);
            throw new ApiException(ErrorType.CANCELED, "query was canceled");
        });
        try (Socket client = asking()) {
            assertThat(client.isConnected()).isTrue();
            assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(cancelled.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aClientThatStopsReadingIsGivenUp() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        answer.set(_ -> new Reply.Stream("text/plain", Map.of(), true, out -> {
            try {
                byte[] chunk = new byte[64 * 1024];
                while (true) {
                    out.write(chunk, 0, chunk.length);
                }
            } finally {
                ended.countDown();
            }
        }));
        try (Socket client = asking()) {
            assertThat(client.isConnected()).isTrue();
            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aBodyThatFailsInTheMiddleEndsTheConnection() throws Exception {
        answer.set(_ -> new Reply.Stream("text/plain", Map.of(), true, out -> {
            byte[] chunk = new byte[64 * 1024];
            out.write(chunk, 0, chunk.length);
            out.write(chunk, 0, chunk.length);
            throw new IllegalStateException("disk fault");
        }));
        try (Socket client = asking()) {
            client.setSoTimeout(30_000);
            String received = readUntilClosed(client);
            assertThat(received).startsWith("HTTP/1.1 200").doesNotEndWith("\r\n0\r\n\r\n");
        }
    }

    @Test
    void aBodyThatFailsAtItsBeginningIsAnError() {
        answer.set(_ -> new Reply.Stream("text/plain", Map.of(), true, _ -> {
            throw new ApiException(ErrorType.EXECUTION, "no such thing");
        }));
        HttpAnswer got = server.get("/get");
        assertThat(got.status()).isEqualTo(422);
        assertThat(got.header("content-type")).isEqualTo("application/json");
        assertThat(got.body()).contains("no such thing");
    }

    private Socket asking() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        client.getOutputStream().write("GET /get HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static String readUntilClosed(Socket client) {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8192];
        try {
            InputStream in = client.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            text.append("[reset]");
        }
        return text.toString();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
