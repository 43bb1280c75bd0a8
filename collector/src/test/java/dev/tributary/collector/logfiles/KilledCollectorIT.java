package dev.tributary.collector.logfiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.model.ClusterId;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.StoredStream;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.InMemoryLogStore;
import dev.tributary.testkit.kubernetes.KubeletLog;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.lokipush.LokiPushFormat;
import dev.tributary.wire.lokipush.LokiPushReader;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three containers write under load and rotate as kubelet does, while the collector, a process of its own, is killed and
 * started again: every line arrives once and in order, in each stream. {@code -Dlogs.kills=N} kills more often,
 * {@code -Dlogs.seed=N} writes the same again.
 */
class KilledCollectorIT {
    private static final int KILLS = Integer.getInteger("logs.kills", 6);
    private static final long SEED = Long.getLong("logs.seed", System.nanoTime());
    private static final int CONTAINERS = 3;
    private static final int BYTES_BEFORE_ROTATION = 1 << 20;

    @TempDir
    private Path folder;
    private final Vertx vertx = Vertx.vertx();
    private final InMemoryLogStore received = new InMemoryLogStore();
    private final AtomicLong entriesReceived = new AtomicLong();
    private final Map<String, List<String>> written = new TreeMap<>();
    private volatile boolean writing = true;

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private void receive(HttpServerRequest request, Buffer body) {
        try {
            byte[] message = SnappyBlock.decompress(body.getBytes(), 0, body.length(), 64 << 20);
            LogBatch batch = received.begin(new WriterIdentity(new ClusterId("east"), false));
            new LokiPushReader().read(LokiPushFormat.PROTOBUF, message, 0, message.length, batch);
            entriesReceived.addAndGet(batch.commit().toCompletableFuture().join().entries());
            request.response().setStatusCode(204).end();
        } catch (Exception e) {
            request.response().setStatusCode(500).end(e.toString());
        }
    }

    private Path configuration(int port) throws IOException {
        return Files.writeString(folder.resolve("collector.yml"),
                """
                cluster: east
                data_dir: %s
                http: {listen: "127.0.0.1:0"}
                self_metrics: {enabled: false}
                container_logs:
                - path: %s
                  refresh_interval: 500ms
                  structured_metadata: [restarts]
                loki_push:
                - url: http://127.0.0.1:%d/loki/api/v1/push
                  queue_config: {min_backoff: 10ms, max_backoff: 100ms}
                """
                        .formatted(folder.resolve("data"), folder.resolve("pods"), port));
    }

    private Process collector(Path config) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath, CollectorProcess.class.getName(),
                config.toString()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("collector.log").toFile())).start();
    }

    private Thread writer(int container) {
        List<String> stdout = new ArrayList<>();
        List<String> stderr = new ArrayList<>();
        written.put("app" + container + "/stdout", stdout);
        written.put("app" + container + "/stderr", stderr);
        return Thread.ofPlatform().start(() -> {
            Random random = new Random(SEED + container);
            try (KubeletLog log = new KubeletLog(folder.resolve("pods/shop_cart_uid/app" + container))) {
                for (int i = 0; writing; i++) {
                    boolean error = random.nextInt(5) == 0;
                    String stream = error ? "stderr" : "stdout";
                    String text = "line " + i + " " + "x".repeat(random.nextInt(200));
                    Instant now = Instant.now();
                    if (random.nextInt(20) == 0) {
                        log.write(now, stream, "P", text);
                        log.write(Instant.now(), stream, "F", "end");
                        text += "end";
                    } else {
                        log.write(now, stream, "F", text);
                    }
                    (error ? stderr : stdout).add(text);
                    if (Files.size(log.path()) > BYTES_BEFORE_ROTATION) {
                        log.rename();
                        log.reopen();
                    }
                    if (i % 50 == 0) {
                        TimeUnit.MILLISECONDS.sleep(5);
                    }
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void everyLineArrivesOnceAndInOrder() throws Exception {
        int port = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> receive(request, body)))
                .listen(0, "127.0.0.1").await().actualPort();
        Path config = configuration(port);
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < CONTAINERS; i++) {
            writers.add(writer(i));
        }
        Random random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = collector(config);
            long before = entriesReceived.get();
            // Not before it does something, and then at any moment; now and then while it starts.
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(kill % 3 == 2 ? 1 : 30);
            while (entriesReceived.get() == before && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
            process.destroyForcibly().waitFor();
        }
        Process last = collector(config);
        TimeUnit.SECONDS.sleep(1);
        writing = false;
        for (Thread each : writers) {
            each.join();
        }
        try {
            compare();
        } finally {
            last.destroyForcibly().waitFor();
        }
    }

    private void compare() throws Exception {
        long total = written.values().stream().mapToLong(List::size).sum();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        Map<String, List<String>> arrived = arrived();
        while (arrived.values().stream().mapToLong(List::size).sum() < total && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(500);
            arrived = arrived();
        }
        for (Map.Entry<String, List<String>> stream : written.entrySet()) {
            assertThat(arrived.getOrDefault(stream.getKey(), List.of()))
                    .as("%s of seed %d; %s", stream.getKey(), SEED, Files.readString(folder.resolve("collector.log")))
                    .isEqualTo(stream.getValue());
        }
        System.out.printf("seed %d: killed %d times, %d lines written, %d sent%n", SEED, KILLS, total,
                entriesReceived.get());
    }

    private Map<String, List<String>> arrived() {
        Map<String, List<String>> arrived = new TreeMap<>();
        try (LogSelection found = received.select(new LogQuery(List.of(), Long.MIN_VALUE, Long.MAX_VALUE, 0))) {
            for (StoredStream stream : found.streams()) {
                List<String> lines = new ArrayList<>();
                try (EntryCursor cursor = stream.entries(LogDirection.FORWARD)) {
                    while (cursor.next()) {
                        lines.add(cursor.line());
                    }
                }
                arrived.put(stream.labels().get("container") + "/" + stream.labels().get("stream"), lines);
            }
        }
        return arrived;
    }
}
