package dev.tributary.app.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import dev.tributary.app.cli.CommandFailure;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.hub.HubConfig;
import dev.tributary.app.hub.HubRole;
import dev.tributary.runtime.telemetry.LogSettings;
import dev.tributary.runtime.telemetry.Logging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs a demo for some seconds, asks it what dashboards ask, and ends. The launcher lets the Java virtual machine write
 * down what this loads and how it runs ({@code -XX:AOTCacheOutput}), so that later starts are quick.
 */
@Command(name = "rehearse", hidden = true, mixinStandardHelpOptions = true, //
        description = "Run a demo for some seconds, ask it many queries, and end; prepares quick starts.")
public final class RehearseCommand implements Callable<Integer> {
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(30);
    /** So often that reading a log is known to be worth compiling well. */
    private static final int RESTARTS = 3;
    private static final List<String> QUERIES = List.of("up", "sum by (cluster) (up)",
            "sum by (cluster, namespace) (rate(container_cpu_usage_seconds_total{image!=\"\"}[1m]))",
            "topk(5, sum by (cluster, pod) (container_memory_working_set_bytes))",
            "histogram_quantile(0.99, sum by (cluster, le) (rate(apiserver_request_duration_seconds_bucket[1m])))",
            "1 - avg by (cluster, instance) (irate(node_cpu_seconds_total{mode=\"idle\"}[1m]))",
            "kube_pod_info * on (cluster, namespace, pod) group_left ()"
                    + " max by (cluster, namespace, pod) (kube_pod_status_phase{phase=~\"Run.*\"})",
            "max_over_time(sum by (cluster) (rate(node_network_receive_bytes_total[30s]))[1m:10s])",
            "absent(up{job=\"none\"})", "count by (__name__) ({__name__=~\"kube_.+|node_.+\"})",
            "sum by (cluster) (increase(kube_pod_container_status_restarts_total[1m])) > 0",
            "avg_over_time(container_memory_working_set_bytes{container!=\"\"}[1m])",
            "rate(container_cpu_usage_seconds_total{container!=\"\"}[1m])",
            "max by (cluster, namespace) (max_over_time(container_memory_working_set_bytes[2m]))",
            "quantile by (cluster) (0.95, rate(node_network_receive_bytes_total{device!~\"lo|veth.*\"}[1m]))",
            "predict_linear(node_filesystem_avail_bytes[2m], 600) < 0", "count by (cluster) (kube_pod_info)",
            "sum(rate(node_cpu_seconds_total[1m])) / sum(rate(node_cpu_seconds_total[1m] offset 1m))",
            "max by (cluster, pod) (container_memory_working_set_bytes) / on (cluster, pod)"
                    + " max by (cluster, pod) (container_memory_working_set_bytes) > 0.5");
    private static final List<String> LOOKUPS = List.of("/api/v1/labels", "/api/v1/label/cluster/values",
            "/api/v1/label/__name__/values", "/api/v1/series?match%5B%5D=up", "/api/v1/metadata",
            "/api/v1/status/buildinfo", "/metrics");

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "12", //
            description = "How long to ask. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() throws InterruptedException {
        Logging.configure(new LogSettings(LogSettings.Level.ERROR, LogSettings.Format.LOGFMT));
        try (DemoFolder folder = DemoFolder.of(null)) {
            run(new DemoFolder(folder.path(), false));
            for (int i = 0; i < RESTARTS; i++) {
                restart(folder.path());
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.FAILED, "the rehearsal failed: " + e, e);
        }
        return ExitCode.OK;
    }

    private void run(DemoFolder folder) throws IOException, InterruptedException {
        try (Demo demo = new Demo(0, folder, List.of(), Clock.systemUTC());
                HttpClient client = HttpClient.newHttpClient()) {
            Instant end = Instant.now().plusSeconds(seconds);
            boolean flushed = false;
            while (Instant.now().isBefore(end)) {
                for (String query : QUERIES) {
                    // Computed, not looked up: that is what the first queries after a start need.
                    get(client, demo.url() + "/api/v1/query?nocache=1&query=" + encoded(query));
                    get(client, demo.url() + range(query) + "&nocache=1");
                }
                get(client, demo.url() + range(QUERIES.getFirst()));
                for (String lookup : LOOKUPS) {
                    get(client, demo.url() + lookup);
                }
                if (!flushed && Instant.now().plusSeconds(seconds / 2).isAfter(end)) {
                    // The second half reads chunks as well as memory.
                    send(client, HttpRequest.newBuilder(URI.create(demo.url() + "/-/optimise"))
                            .POST(HttpRequest.BodyPublishers.noBody()));
                    flushed = true;
                }
            }
        }
    }

    /** Reads the log of the hub that ran, as a start after a crash does. */
    private static void restart(Path folder) {
        Path file = folder.resolve("hub.yml");
        try (HubRole hub = HubRole.start(HubConfig.load(file), () -> HubConfig.load(file))) {
            hub.ready().toCompletableFuture().join();
        }
    }

    private static String range(String query) {
        long now = Instant.now().getEpochSecond();
        return "/api/v1/query_range?start=%d&end=%d&step=5&query=%s".formatted(now - 300, now, encoded(query));
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }

    private static void get(HttpClient client, String url) throws IOException, InterruptedException {
        send(client, HttpRequest.newBuilder(URI.create(url)));
    }

    private static void send(HttpClient client, HttpRequest.Builder builder) throws IOException, InterruptedException {
        HttpRequest request = builder.timeout(REQUEST_TIMEOUT).build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new CommandFailure(ExitCode.FAILED, "the rehearsal asked %s and got %d: %s".formatted(request.uri(),
                    response.statusCode(), response.body()));
        }
    }
}
