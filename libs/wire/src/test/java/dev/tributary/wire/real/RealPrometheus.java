package dev.tributary.wire.real;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A Prometheus as installed, on a free loopback port, with native histograms and the remote-write receiver on. */
final class RealPrometheus implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/bin/prometheus");

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;
    private final Process process;

    RealPrometheus(Path folder, String configuration) throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        Path config = Files.writeString(folder.resolve("prometheus.yml"), configuration);
        process = new ProcessBuilder(BINARY.toString(), "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"), "--web.listen-address=127.0.0.1:" + port,
                "--web.enable-remote-write-receiver", "--enable-feature=native-histograms,exemplar-storage")
                .redirectErrorStream(true).redirectOutput(folder.resolve("prometheus.log").toFile()).start();
        eventually(() -> get("/-/ready", "*/*").statusCode() == 200);
    }

    static void assumeInstalled() {
        assumeTrue(Files.isExecutable(BINARY), "skipped: " + BINARY + " is not installed");
    }

    HttpResponse<byte[]> get(String path, String accept) throws IOException, InterruptedException {
        return http.send(request(path).header("Accept", accept).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> post(String path, String contentType, String version, byte[] body)
            throws IOException, InterruptedException {
        return http.send(request(path).header("Content-Type", contentType).header("Content-Encoding", "snappy")
                .header("X-Prometheus-Remote-Write-Version", version)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(10));
    }

    /** Asks again until the condition holds; fails after 30 seconds. */
    static void eventually(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadline) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (IOException e) {
                // Not up yet; the deadline decides.
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        fail("gave up waiting");
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
