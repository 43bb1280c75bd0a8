package dev.tributary.app.query.fleet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

import com.sun.net.httpserver.HttpServer;
import dev.tributary.app.CapturedConsole;
import dev.tributary.app.cli.ExitCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

final class FleetCommandsTest {
    private final CapturedConsole console = new CapturedConsole();

    private int ask(CapturedConsole on, UnaryOperator<String> data, String... arguments) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            byte[] bytes = ("{\"status\":\"success\",\"data\":" + data.apply(URLDecoder.decode(form,
                    StandardCharsets.UTF_8)) + "}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        String[] line = new String[arguments.length + 3];
        line[0] = "query";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        line[arguments.length + 1] = "--server";
        line[arguments.length + 2] = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            return on.run(line);
        } finally {
            server.stop(0);
        }
    }

    private static String alert(String state, Duration age, String labels, String annotations) {
        return "{\"state\":\"" + state + "\",\"activeAt\":\"" + Instant.now().minus(age) + "\",\"labels\":" + labels
                + ",\"annotations\":" + annotations + "}";
    }

    private static String alerts() {
        return "{\"alerts\":["
                + alert("pending", Duration.ofMinutes(1), "{\"alertname\":\"Slow\",\"cluster\":\"west\"}", "{}") + ","
                + alert("firing", Duration.ofHours(30),
                        "{\"alertname\":\"Old\",\"cluster\":\"east\",\"pod\":\"a\",\"severity\":\"warning\"}", "{}")
                + "," + alert("firing", Duration.ofMinutes(90), "{\"alertname\":\"New\",\"cluster\":\"west\"}",
                        "{\"summary\":\"it\\n broke\"}")
                + "]}";
    }

    @Test
    void alertsComeFiringFirstAndTheNewestFirst() throws Exception {
        assertThat(ask(console, _ -> alerts(), "alerts")).isEqualTo(ExitCode.OK);
        assertThat(console.out().lines().map(line -> line.replaceAll("  +", "|"))).containsExactly(
                "state|for|cluster|alert|severity|summary", "firing|1h30m|west|New|it broke",
                "firing|1d6h|east|Old|warning|pod=a", "pending|1m0s|west|Slow");
    }

    @Test
    void alertsAreNarrowedToAClusterAndToThoseThatFire() throws Exception {
        ask(console, _ -> alerts(), "alerts", "--cluster", "west", "--firing");
        assertThat(console.out()).contains("New").doesNotContain("Old", "Slow");
        CapturedConsole other = new CapturedConsole();
        ask(other, _ -> alerts(), "alerts", "--cluster", "nowhere");
        assertThat(other.out()).isEmpty();
        assertThat(other.err()).contains("no active alerts in nowhere");
    }

    @Test
    void clustersWithTroubleComeFirst() throws Exception {
        int code = ask(console, form -> {
            String values = form.contains("alertstate=\"firing\"")
                    ? series("busy", "2")
                    : form.contains("tributary_cluster_up")
                            ? series("calm", "1") + "," + series("busy", "1") + "," + series("mute", "0") + ","
                                    + series("_hub", "1")
                            : form.contains("watermark_age") ? series("busy", "3700") : "";
            return "{\"resultType\":\"vector\",\"result\":[" + values + "]}";
        }, "clusters");
        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(console.out().lines().map(line -> line.replaceAll("  +", "|"))).containsExactly(
                "cluster|reports|late|targets up|firing|pending|restarts|warnings|series",
                "mute|NO|-|-|0|0|-|-|-", "busy|yes|1h1m|-|2|0|-|-|-", "calm|yes|-|-|0|0|-|-|-");
    }

    private static String series(String cluster, String value) {
        return "{\"metric\":{\"cluster\":\"" + cluster + "\"},\"value\":[1700000000,\"" + value + "\"]}";
    }
}
