package dev.tributary.app.query.logs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.app.CapturedConsole;
import dev.tributary.app.cli.ExitCode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogsCommandTest {
    private static final String ANSWER = """
                                         {"status":"success","data":{"resultType":"streams","encodingFlags":["categorize-labels"],
                                         "result":[{"stream":{"app":"web"},"values":[
                                         ["1700000002000000000","second",{"structuredMetadata":{"detected_level":"error"}}],
                                         ["1700000000123456789","first \\u001b[31mred",{}]]},
                                         {"stream":{"app":"db"},"values":[["1700000001000000000","between",{}]]}],"stats":{}}}""";

    private final CapturedConsole console = new CapturedConsole();
    private final List<String> asked = new ArrayList<>();

    private int ask(CapturedConsole on, int status, String body, String... arguments) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                synchronized (asked) {
                    asked.add(exchange.getRequestURI() + " "
                            + exchange.getRequestHeaders().get("X-Loki-Response-Encoding-Flags"));
                }
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            server.start();
            try {
                return run(on, server.getAddress().getPort(), arguments);
            } finally {
                server.stop(0);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int run(CapturedConsole on, int port, String... arguments) {
        List<String> all = new ArrayList<>(List.of("query", "logs", "--server", "http://127.0.0.1:" + port));
        all.addAll(List.of(arguments));
        return on.run(all.toArray(String[]::new));
    }

    @Test
    void linesAreOldestFirstWithTimeAndLabels() {
        assertThat(ask(console, 200, ANSWER, "--from", "1700000000", "--to", "1700000010", "{app=~\".+\"}")).isZero();
        assertThat(console.out().lines()).containsExactly(
                "2023-11-14T22:13:20.123Z {app=\"web\"} first \u001b[31mred",
                "2023-11-14T22:13:21.000Z {app=\"db\"} between", "2023-11-14T22:13:22.000Z {app=\"web\"} second");
        assertThat(asked.getLast()).contains("start=1700000000000000000", "end=1700000010000000000", "limit=100",
                "direction=backward", "[categorize-labels]");
    }

    @Test
    void aTerminalGetsColoursByLevelAndNoEscapesOfTheLine() {
        CapturedConsole terminal = new CapturedConsole(true, 100);
        ask(terminal, 200, ANSWER, "--no-labels", "{app=~\".+\"}");
        assertThat(terminal.out().lines()).containsExactly(
                "\u001b[2m2023-11-14T22:13:20.123Z\u001b[0m first \ufffd[31mred",
                "\u001b[2m2023-11-14T22:13:21.000Z\u001b[0m between",
                "\u001b[2m2023-11-14T22:13:22.000Z\u001b[0m \u001b[31msecond\u001b[0m");
    }

    @Test
    void rawIsTheLineAndJsonAnObject() {
        ask(console, 200, ANSWER, "-o", "raw", "{app=~\".+\"}");
        assertThat(console.out().lines()).containsExactly("first \u001b[31mred", "between", "second");
        CapturedConsole other = new CapturedConsole();
        ask(other, 200, ANSWER, "-o", "json", "-n", "7", "--forward", "{app=~\".+\"}");
        assertThat(other.out().lines()).endsWith("{\"labels\":{\"app\":\"web\"},\"line\":\"second\","
                + "\"metadata\":{\"detected_level\":\"error\"},\"timestamp\":\"2023-11-14T22:13:22Z\"}");
        assertThat(asked.getLast()).contains("limit=7", "direction=forward");
    }

    @Test
    void theServersOwnWordsSayWhatIsWrong() {
        assertThat(ask(console, 400, "parse error at line 1, col 6", "{app=")).isEqualTo(ExitCode.FAILED);
        assertThat(console.err()).contains("parse error at line 1, col 6");
    }

    @Test
    void aQueryThatCountsLinesPrintsItsNumbers() {
        String matrix = "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                + "{\"metric\":{\"app\":\"web\"},\"values\":[[1700000000,\"1\"],[1700000004,\"3\"]]}]}}";
        assertThat(ask(console, 200, matrix, "--from", "1700000000", "--to", "1700001000", "rate({a=\"b\"}[1m])"))
                .isEqualTo(ExitCode.OK);
        assertThat(asked.getLast()).contains("step=4");
        assertThat(console.out().lines().toList()).satisfiesExactly(
                heading -> assertThat(heading).startsWith("app  points  min   avg   max   last"),
                web -> assertThat(web).startsWith("web  2       1.00  2.00  3.00  3"));
    }

    @Test
    void asManyLinesAsTheLimitNeedNotBeAllOfThem() {
        ask(console, 200, ANSWER, "{app=~\".+\"}");
        assertThat(console.err()).isEmpty();
        ask(console, 200, ANSWER, "-n", "3", "{app=~\".+\"}");
        assertThat(console.err()).contains("the newest 3 lines, there may be more; --limit");
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsAMistake() {
        assertThat(ask(console, 200, ANSWER, "--from", "now", "--to", "now-1h", "{a=\"b\"}"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(ask(console, 200, ANSWER, "--follow", "--to", "now-1h", "{a=\"b\"}")).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void followingPrintsWhatComesUntilTheServerEndsIt() {
        Vertx vertx = Vertx.vertx();
        try {
            int port = vertx.createHttpServer(new HttpServerOptions()).webSocketHandler(socket -> {
                asked.add(socket.uri());
                socket.writeTextMessage(
                        "{\"streams\":[{\"stream\":{\"app\":\"web\"},\"values\":[[\"1700000000000000000\",\"old\"]]}]}");
                socket.writeTextMessage(
                        "{\"streams\":[{\"stream\":{\"app\":\"web\"},\"values\":[[\"1700000001000000000\",\"new\",{}]]}],"
                                + "\"dropped_entries\":[{\"timestamp\":\"1\",\"labels\":{}}]}");
                socket.close((short) 1011, "reached tail max duration limit");
            }).listen(0, "127.0.0.1").await().actualPort();
            assertThat(run(console, port, "-f", "--limit", "3", "{app=\"web\"}")).isEqualTo(ExitCode.FAILED);
            assertThat(console.out().lines()).containsExactly("2023-11-14T22:13:20.000Z {app=\"web\"} old",
                    "2023-11-14T22:13:21.000Z {app=\"web\"} new");
            assertThat(console.err()).contains("1 or more lines are missing",
                    "the server ended it: reached tail max duration limit");
            assertThat(asked.getLast()).contains("/loki/api/v1/tail?query=", "limit=3", "delay_for=0");
        } finally {
            vertx.close().await();
        }
    }
}
