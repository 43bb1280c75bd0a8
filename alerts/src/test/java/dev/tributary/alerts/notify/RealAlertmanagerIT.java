package dev.tributary.alerts.notify;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.model.Labels;
import dev.tributary.runtime.config.ConfigFile;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Speaks to Alertmanagers as they are installed. */
@Timeout(120)
class RealAlertmanagerIT {
    private static final Path BINARY = Path.of("/usr/bin/prometheus-alertmanager");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> processes = new ArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final NotifierMetrics metrics = new NotifierMetrics(new PrometheusRegistry());

    @BeforeEach
    void needsAlertmanager() {
        assumeTrue(Files.isExecutable(BINARY), "skipped: " + BINARY + " is not installed (prometheus-alertmanager)");
    }

    @AfterEach
    void stop() throws Exception {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Process alertmanager(int port) throws Exception {
        Path config = Files.writeString(folder.resolve("am-" + port + ".yml"),
                "route: {receiver: none, group_by: [alertname]}\nreceivers: [{name: none}]\n");
        Process process = new ProcessBuilder(BINARY.toString(), "--config.file=" + config,
                "--storage.path=" + folder.resolve("data-" + port), "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=").redirectErrorStream(true)
                .redirectOutput(folder.resolve("am-" + port + ".log").toFile()).start();
        processes.add(process);
        eventually(() -> http.send(get(port, "/-/ready"), BodyHandlers.ofString()).statusCode() == 200);
        return process;
    }

    private static HttpRequest get(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(2))
                .build();
    }

    private static void eventually(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                if (condition.call()) {
                    return;
                }
            } catch (IOException e) {
                // Not up yet; the deadline below decides.
            }
            assertThat(System.nanoTime()).as("gave up waiting").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private List<JsonNode> alerts(int port) throws Exception {
        List<JsonNode> alerts = new ArrayList<>();
        JSON.readTree(http.send(get(port, "/api/v2/alerts"), BodyHandlers.ofString()).body()).forEach(alerts::add);
        return alerts;
    }

    private Alertmanagers alertmanagers(int... ports) throws Exception {
        StringBuilder targets = new StringBuilder();
        for (int port : ports) {
            targets.append(targets.isEmpty() ? "" : ", ").append("127.0.0.1:").append(port);
        }
        AlertingSettings settings = ConfigFile.parse("alertmanagers:\n- static_configs: [{targets: [\"%s\"]}]\n"
                .formatted(targets.toString().replace(", ", "\", \"")), "test", folder, AlertingSettings.class,
                _ -> null);
        Alertmanagers all = new Alertmanagers(vertx, settings, Labels.of("hub", "one"),
                NotifierSettings.of("http://hub:9060"), metrics);
        all.start().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        return all;
    }

    private static AlertNotification alert(String instance, Instant start, Instant end) {
        return new AlertNotification(Labels.of("alertname", "Down", "instance", instance),
                new TreeMap<>(Map.of("summary", instance + " is down")), start.toEpochMilli(), end.toEpochMilli(),
                "/graph?g0.expr=up&g0.tab=1");
    }

    @Test
    void bothAlertmanagersShowTheAlertUntilItIsResolved() throws Exception {
        int one = freePort();
        alertmanager(one);
        int two = freePort();
        alertmanager(two);
        Instant now = Instant.now();
        try (Alertmanagers all = alertmanagers(one, two)) {
            assertThat(all.endpoints()).hasSize(2);
            all.send(List.of(alert("a", now, now.plusSeconds(240))));
            for (int port : new int[]{one, two}) {
                eventually(() -> alerts(port).size() == 1);
                JsonNode seen = alerts(port).getFirst();
                assertThat(seen.at("/labels/hub").asText()).isEqualTo("one");
                assertThat(seen.at("/annotations/summary").asText()).isEqualTo("a is down");
                assertThat(seen.at("/status/state").asText()).isEqualTo("active");
                assertThat(seen.at("/generatorURL").asText()).isEqualTo("http://hub:9060/graph?g0.expr=up&g0.tab=1");
            }
            all.send(List.of(alert("a", now, Instant.now())));
            eventually(() -> alerts(one).isEmpty() && alerts(two).isEmpty());
        }
    }

    @Test
    void anAlertmanagerThatIsDownLearnsOfTheAlertWithTheNextResend() throws Exception {
        int port = freePort();
        Instant now = Instant.now();
        try (Alertmanagers all = alertmanagers(port)) {
            String name = all.endpoints().getFirst().toString();
            all.send(List.of(alert("a", now, now.plusSeconds(240))));
            eventually(() -> metrics.errors.labelValues(name).get() == 1);
            alertmanager(port);
            all.send(List.of(alert("a", now, now.plusSeconds(300))));
            eventually(() -> alerts(port).size() == 1);
            eventually(() -> metrics.sent.labelValues(name).get() == 1);
        }
    }

    @Test
    void whatIsQueuedAtShutdownStillArrives() throws Exception {
        int port = freePort();
        alertmanager(port);
        Instant now = Instant.now();
        List<AlertNotification> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(alert("i" + i, now, now.plusSeconds(240)));
        }
        Alertmanagers all = alertmanagers(port);
        all.send(many);
        all.close();
        assertThat(alerts(port)).hasSize(1_000);
    }
}
