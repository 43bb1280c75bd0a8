package dev.tributary.benchmarks.rules;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * 5,000 rules over 100,000 series every 15 seconds, first in a Prometheus, then in a hub, each also without rules, so that
 * what the rules cost is the difference. Prints a line for each.
 *
 * <pre>
 * benchmarks/rules PROMETHEUS-BINARY TRIBUTARY-JAR FOLDER
 * </pre>
 */
public final class RulesComparison {
    private static final int INTERVAL_SECONDS = 15;
    /** With rules: the first is warm-up; without: enough to know the cost of taking the data in. */
    private static final int ROUNDS = 4;
    private static final int IDLE_ROUNDS = 2;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;

    private RulesComparison(Path folder) {
        this.folder = folder;
    }

    /** Runs the comparison. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("usage: PROMETHEUS-BINARY TRIBUTARY-JAR FOLDER");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(arguments[2]).toAbsolutePath());
        RulesComparison comparison = new RulesComparison(folder);
        System.out.printf(Locale.ROOT, "%d rules, %d series, every %d s; cpu in seconds per round of %d s%n",
                RuleLoad.RULES,
                RuleLoad.METRICS * RuleLoad.SERIES_PER_METRIC, INTERVAL_SECONDS, INTERVAL_SECONDS);
        for (boolean rules : new boolean[]{false, true}) {
            comparison.prometheus(arguments[0], rules);
            comparison.hub(arguments[1], rules);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void prometheus(String binary, boolean rules) throws Exception {
        int port = freePort();
        Path config = Files.writeString(folder.resolve("prometheus.yml"), configuration(rules));
        Path data = folder.resolve("prometheus-" + rules);
        measure("prometheus", rules, port, "/api/v1/write", List.of(binary, "--config.file=" + config,
                "--storage.tsdb.path=" + data, "--web.enable-remote-write-receiver",
                "--web.listen-address=127.0.0.1:" + port));
    }

    private void hub(String jar, boolean rules) throws Exception {
        int port = freePort();
        Path config = Files.writeString(folder.resolve("hub.yml"), """
                                                                   http: {listen: "127.0.0.1:%d"}
                                                                   data_dir: hub-%s
                                                                   self_metrics: {interval: 0s}
                                                                   log: {level: warn}
                                                                   """.formatted(port, rules) + configuration(rules));
        String java = ProcessHandle.current().info().command().orElse("java");
        measure("tributary", rules, port, "/api/v1/write",
                List.of(java, "-Xmx1g", "-XX:+UseSerialGC", "-jar", Path.of(jar).toAbsolutePath().toString(), "hub",
                        "--config", config.toString()));
    }

    private String configuration(boolean rules) throws IOException {
        Files.writeString(folder.resolve("rules.yml"), RuleLoad.rules(INTERVAL_SECONDS));
        return "global: {evaluation_interval: 15s}\n" + (rules ? "rule_files: [rules.yml]\n" : "");
    }

    private void measure(String name, boolean rules, int port, String path, List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + "-" + rules + ".log").toFile()).start();
        try {
            URI base = URI.create("http://127.0.0.1:" + port);
            awaitReady(base);
            int rounds = rules ? ROUNDS : IDLE_ROUNDS;
            Duration before = Duration.ZERO;
            for (int round = 0; round < rounds + 1; round++) {
                long started = System.nanoTime();
                if (round == 1) {
                    before = cpu(process);
                }
                RuleLoad.push(http, base.resolve(path), System.currentTimeMillis());
                TimeUnit.NANOSECONDS
                        .sleep(TimeUnit.SECONDS.toNanos(INTERVAL_SECONDS) - (System.nanoTime() - started));
            }
            report(name, rules, rounds, cpu(process).minus(before), base, process.pid());
        } finally {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private static Duration cpu(Process process) {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private void awaitReady(URI base) throws InterruptedException {
        for (int tries = 0; tries < 300; tries++) {
            try {
                if (get(base.resolve("/-/ready")).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // Does not listen yet.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("not ready after 30 seconds: " + base);
    }

    private java.net.http.HttpResponse<String> get(URI url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }

    private void report(String name, boolean rules, int rounds, Duration cpu, URI base, long pid) throws Exception {
        String metrics = get(base.resolve("/metrics")).body();
        System.out.printf(Locale.ROOT,
                "%-10s %-8s cpu %6.2f  rss %4d MiB  evaluations %7.0f  failed %3.0f  missed iterations %3.0f"
                        + "  last evaluation of all groups %6.2f s%n",
                name, rules ? "rules" : "no rules", cpu.toMillis() / 1e3 / rounds, rssMebibytes(pid),
                sum(metrics, "prometheus_rule_evaluations_total"),
                sum(metrics, "prometheus_rule_evaluation_failures_total"),
                sum(metrics, "prometheus_rule_group_iterations_missed_total"),
                sum(metrics, "prometheus_rule_group_last_duration_seconds"));
    }

    private static long rssMebibytes(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024).sum();
    }

    private static double sum(String metrics, String name) {
        return metrics.lines().filter(line -> line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }
}
