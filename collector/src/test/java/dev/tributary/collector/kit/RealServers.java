package dev.tributary.collector.kit;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.model.Labels;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Programs as they are installed, on free loopback ports, with their data in one folder; all ended at the close. The
 * environment variable PROMETHEUS names another Prometheus than the installed one.
 */
public final class RealServers implements AutoCloseable {
    private static final Path PROMETHEUS = Path
            .of(System.getenv().getOrDefault("PROMETHEUS", "/usr/bin/prometheus"));
    private static final Path NODE_EXPORTER = Path.of("/usr/bin/prometheus-node-exporter");

    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Process> processes = new LinkedHashMap<>();
    private final Map<String, List<String>> commands = new HashMap<>();

    public RealServers(Path folder) {
        this.folder = folder;
    }

    /** Skips the test, visibly, where they are not installed. */
    public static void assumeInstalled() {
        for (Path binary : List.of(PROMETHEUS, NODE_EXPORTER)) {
            assumeTrue(Files.isExecutable(binary), "skipped: " + binary + " is not installed");
        }
    }

    /** True for versions from 3 on, also for one that does not say which it is. */
    public static boolean isPrometheus3() throws IOException, InterruptedException {
        Process asked = new ProcessBuilder(PROMETHEUS.toString(), "--version").redirectErrorStream(true).start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        asked.waitFor();
        return !answer.contains("version 2.");
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Starts a node exporter; gives its address. */
    public String nodeExporter() throws Exception {
        String address = "127.0.0.1:" + freePort();
        start("http://" + address, List.of(NODE_EXPORTER.toString(), "--web.listen-address=" + address));
        awaitAnswer("http://" + address + "/metrics");
        return address;
    }

    /** Starts a Prometheus; gives its URL. */
    public String prometheus(String configuration, String... flags) throws Exception {
        String address = "127.0.0.1:" + freePort();
        Path home = Files.createDirectories(folder.resolve("prometheus-" + address.replace(':', '-')));
        Path config = Files.writeString(home.resolve("prometheus.yml"), configuration.replace("SELF", address));
        List<String> command = new ArrayList<>(List.of(PROMETHEUS.toString(), "--config.file=" + config,
                "--storage.tsdb.path=" + home.resolve("data"), "--web.listen-address=" + address));
        command.addAll(List.of(flags));
        start("http://" + address, command);
        awaitAnswer("http://" + address + "/-/ready");
        return "http://" + address;
    }

    private void start(String url, List<String> command) throws IOException {
        commands.put(url, command);
        Path log = folder.resolve(url.substring("http://".length()).replace(':', '-') + ".log");
        processes.put(url, new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start());
    }

    /** Kills the program at a URL, without a chance to do anything. */
    public void kill(String url) {
        Process process = processes.get(url);
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    /** Starts a killed Prometheus again, over the data it left. */
    public void restart(String url) throws Exception {
        start(url, commands.getOrDefault(url, List.of()));
        awaitAnswer(url + "/-/ready");
    }

    private void awaitAnswer(String url) throws Exception {
        Await.until("an answer of " + url, Duration.ofSeconds(60), () -> {
            try {
                return http.send(request(url), BodyHandlers.discarding()).statusCode() == 200;
            } catch (IOException e) {
                // Not up yet; the deadline decides
                return false;
            }
        });
    }

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build();
    }

    /** The body of a page. */
    public String get(String url) throws IOException, InterruptedException {
        return http.send(request(url), BodyHandlers.ofString()).body();
    }

    /** All samples of a selector in a window, open at its start, by series and time; without stale markers. */
    public Map<Labels, NavigableMap<Long, Double>> samples(String prometheus, String selector, long fromMillis,
            long toMillis) throws IOException, InterruptedException {
        String query = selector + "[" + (toMillis - fromMillis) + "ms]";
        JsonNode answer = json.readTree(get(prometheus + "/api/v1/query?time=" + toMillis / 1e3 + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8)));
        Map<Labels, NavigableMap<Long, Double>> series = new HashMap<>();
        for (JsonNode one : answer.path("data").path("result")) {
            Labels.Builder labels = Labels.builder();
            one.path("metric").properties().forEach(entry -> labels.set(entry.getKey(), entry.getValue().asText()));
            TreeMap<Long, Double> samples = new TreeMap<>();
            for (JsonNode point : one.path("values")) {
                long millis = point.path(0).decimalValue().movePointRight(3).longValue();
                if (millis > fromMillis) {
                    samples.put(millis, number(point.path(1).asText()));
                }
            }
            series.put(labels.build(), samples);
        }
        return series;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroyForcibly);
        processes.values().forEach(process -> process.onExit().join());
    }
}
