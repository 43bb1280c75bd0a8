package dev.tributary.queryapi.query;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.queryapi.testing.ApiFixture;
import dev.tributary.queryapi.testing.HeldReader;
import dev.tributary.queryapi.testing.HttpAnswer;
import dev.tributary.testkit.InMemoryMetricStore;
import dev.tributary.testkit.TestWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.tributary.queryapi.testing.ApiFixture.url;
import static org.assertj.core.api.Assertions.assertThat;

class QueryServiceTest {
    private static final QueryLimits ONE_AT_ONCE = new QueryLimits(1, 1, 1, Duration.ofMinutes(1), 50_000_000,
            QueryLimits.DEFAULT.bytesMax(), 0,
            11_000, 1000,
            Duration.ofMinutes(5), Duration.ofMinutes(1), 1, Duration.ZERO, QueryLimits.DEFAULT.search(), List.of());

    private final InMemoryMetricStore store = new InMemoryMetricStore();
    private final HeldReader reader = new HeldReader(store);
    private final ApiFixture api = ApiFixture.with().limits(ONE_AT_ONCE).reader(reader).start();

    @AfterEach
    void close() {
        reader.letGo();
        api.close();
    }

    @Test
    void queriesBeyondTheQueueAreRefusedAndOthersWait() throws Exception {
        reader.hold();
        CompletableFuture<HttpAnswer> running = ask("up");
        await(() -> metric("tributary_query_in_flight{kind=\"query\"}") == 1);
        CompletableFuture<HttpAnswer> waiting = ask("up");
        await(() -> metric("tributary_query_queued{kind=\"query\"}") == 1);
        HttpAnswer refused = ask("up").get(30, TimeUnit.SECONDS);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body()).contains("too_many_requests", "1 run and 1 wait");
        assertThat(refused.header("retry-after")).isEqualTo("1");
        assertThat(metric("tributary_query_refused_total{kind=\"query\"}")).isEqualTo(1);
        reader.letGo();
        assertThat(running.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(waiting.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(metric("tributary_query_in_flight{kind=\"query\"}")).isZero();
    }

    @Test
    void lookupsHaveTheirOwnQueue() throws Exception {
        reader.hold();
        CompletableFuture<HttpAnswer> query = ask("up");
        await(() -> metric("tributary_query_in_flight{kind=\"query\"}") == 1);
        assertThat(api.get("/api/v1/labels").status()).isEqualTo(200);
        reader.letGo();
        assertThat(query.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    @Test
    void aClientThatLeavesCancelsItsQuery() throws Exception {
        // The store answers once the server has seen the client leave; then there is still much to read.
        TestWriter writer = new TestWriter(store, new WriterIdentity(new ClusterId("c1"), true));
        for (int i = 0; i < 5000; i++) {
            writer.sample(Labels.of("__name__", "a", "n", Integer.toString(i)), ApiFixture.NOW_MILLIS, i);
        }
        writer.commit();
        reader.hold();
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), api.server().port())) {
            client.getOutputStream().write("GET /api/v1/query?query=sum(a)%2Bsum(a) HTTP/1.1\r\nHost: x\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            await(() -> metric("tributary_query_in_flight{kind=\"query\"}") == 1);
        }
        await(() -> api.server().connections() == 0);
        reader.letGo();
        await(() -> metric("tributary_query_cancelled_total") == 1);
        await(() -> metric("tributary_query_failures_total{error_type=\"canceled\"}") == 1);
        await(() -> metric("tributary_query_in_flight{kind=\"query\"}") == 0);
    }

    @Test
    void aClientThatLeavesTheQueueIsForgotten() throws Exception {
        reader.hold();
        CompletableFuture<HttpAnswer> running = ask("up");
        await(() -> metric("tributary_query_in_flight{kind=\"query\"}") == 1);
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), api.server().port())) {
            client.getOutputStream().write(
                    "GET /api/v1/query?query=a HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            await(() -> metric("tributary_query_queued{kind=\"query\"}") == 1);
        }
        await(() -> metric("tributary_query_queued{kind=\"query\"}") == 0);
        assertThat(metric("tributary_query_cancelled_total")).isEqualTo(1);
        reader.letGo();
        assertThat(running.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    @Test
    void runningQueriesStandInTheFile() throws Exception {
        reader.hold();
        CompletableFuture<HttpAnswer> running = ask("sum(up)");
        await(() -> activeFile().contains("2023-11-14T22:13:20Z sum(up)"));
        reader.letGo();
        running.get(30, TimeUnit.SECONDS);
        await(() -> activeFile().isEmpty());
    }

    @Test
    void waitingLongerThanTheTimeoutEndsTheQuery() throws Exception {
        reader.hold();
        CompletableFuture<HttpAnswer> running = ask("up");
        await(() -> metric("tributary_query_in_flight{kind=\"query\"}") == 1);
        HttpAnswer late = api.get(url("/api/v1/query", "query", "up", "timeout", "10ms"));
        assertThat(late.status()).isEqualTo(503);
        assertThat(late.body()).contains("query timed out in query queue");
        reader.letGo();
        running.get(30, TimeUnit.SECONDS);
    }

    @Test
    void costsAreCounted() {
        api.get(url("/api/v1/query", "query", "1"));
        api.get(url("/api/v1/query", "query", "("));
        assertThat(metric("tributary_query_duration_seconds_count{route=\"query\"}")).isEqualTo(2);
        assertThat(metric("tributary_query_failures_total{error_type=\"bad_data\"}")).isEqualTo(1);
        assertThat(metric("tributary_query_slow_total")).isEqualTo(2);
    }

    @Test
    void samplesAreCounted() {
        try (ApiFixture other = ApiFixture.start()) {
            other.writer().sample(Labels.of("__name__", "up"), ApiFixture.NOW_MILLIS, 1).commit();
            other.get(url("/api/v1/query", "query", "up"));
            assertThat(metric(other, "tributary_query_samples_total")).isEqualTo(1);
        }
    }

    private CompletableFuture<HttpAnswer> ask(String query) {
        return CompletableFuture.supplyAsync(() -> api.get(url("/api/v1/query", "query", query)),
                task -> Thread.ofVirtual().start(task));
    }

    private String activeFile() {
        try {
            return Files.readString(api.directory().resolve("queries.active")).replace("\0", "");
        } catch (IOException e) {
            return "";
        }
    }

    @Test
    void answersAreKeptUnlessTheAskerWantsAFreshOne() {
        try (ApiFixture own = ApiFixture.start()) {
            String range = url("/api/v1/query_range", "query", "vector(1)", "start", "1700000000", "end", "1700000030",
                    "step", "15");
            String plain = own.get(range).body();
            assertThat(own.get(range + "&nocache=1").body()).isEqualTo(plain);
            assertThat(own.server().request("GET", range, Map.of("Cache-Control", "no-cache, no-store"), "").body())
                    .isEqualTo(plain);
            assertThat(own.get(range + "&stats=true").body()).contains("\"stats\"");
            assertThat(metric(own, "tributary_query_cache_requests_total{result=\"hit\"}")).isZero();
            assertThat(own.get(range + "&nocache=0&limit=5").body()).isEqualTo(plain);
            assertThat(metric(own, "tributary_query_cache_requests_total{result=\"hit\"}")).isEqualTo(1);
            assertThat(metric(own, "tributary_query_cache_requests_total{result=\"miss\"}")).isEqualTo(1);
            assertThat(own.get(range + "&nocache=perhaps").status()).isEqualTo(400);
        }
    }

    private double metric(String name) {
        return metric(api, name);
    }

    private static double metric(ApiFixture api, String name) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PrometheusTextFormatWriter.create().write(out, api.registry.scrape());
            return out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1))).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
