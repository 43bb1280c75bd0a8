package dev.tributary.app.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.app.TributaryCommand;
import dev.tributary.app.cli.Console;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.compression.SnappyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicLong bytes = new AtomicLong();
    private final HttpServer server;
    private volatile int status = 204;

    BenchCommandTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void serve() {
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().equals("/api/v1/write")) {
                try {
                    bytes.addAndGet(SnappyBlock.decompress(body, 0, body.length, 1 << 24).length);
                } catch (SnappyException e) {
                    throw new IOException(e);
                }
                exchange.sendResponseHeaders(status, -1);
            } else {
                exchange.sendResponseHeaders(200, -1);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private int run(String... args) {
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, false, 100);
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(List.of(args));
        all.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort()));
        return TributaryCommand.line(console).execute(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2"})
    void ingestSendsRoundsUntilThePresent(String protocol) {
        int exit = run("ingest", "--series", "250", "--batch", "100", "--history", "4m", "--protocol", protocol);
        assertThat(exit).as(err.toString()).isZero();
        // 17 rounds of 15 s in four minutes, ends included; one more when the clock passes a border meanwhile.
        assertThat(out.toString()).containsPattern("250 +4,[25][05]0 ").contains("p99 ms");
        assertThat(bytes.get()).isGreaterThan(17 * 250 * 20L);
    }

    @Test
    void refusalsAreCountedAndShown() {
        status = 503;
        assertThat(run("ingest", "--series", "10", "--history", "15s")).isEqualTo(1);
        assertThat(err.toString()).contains("first error: 503");
    }

    @Test
    void aShapeThatCannotBeIsRefused() {
        assertThat(run("ingest", "--series", "0")).isNotZero();
        assertThat(run("query", "--clients", "0")).isNotZero();
    }

    @Test
    void queryTellsEveryQuestionsLatency() {
        assertThat(run("query", "--duration", "1s", "--clients", "2")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("range 1h sum by (cluster)", "label values pod", " a second");
    }
}
