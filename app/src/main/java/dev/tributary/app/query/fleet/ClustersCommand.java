package dev.tributary.app.query.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.PrometheusClient;
import dev.tributary.app.query.PrometheusClient.Form;
import dev.tributary.app.query.ServerOptions;
import dev.tributary.app.query.TextTable;
import dev.tributary.app.query.TimeArgument;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The clusters of a hub side by side, those with trouble first. */
@Command(name = "clusters", mixinStandardHelpOptions = true, //
        description = "Compare the clusters of a hub: who reports, how late, what fires. Trouble comes first.", //
        footer = {"", "late: the data is complete only up to that long ago.",
                "restarts, warnings: of containers, and Kubernetes events, in the last ten minutes."})
public final class ClustersCommand implements Callable<Integer> {
    private static final Map<String, String> COLUMNS = columns();

    private final Console console;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--time", paramLabel = "TIME", defaultValue = "now", //
            description = "When: " + TimeArgument.FORMS + ". Default: ${DEFAULT-VALUE}")
    private TimeArgument time = new TimeArgument("now");

    private ClustersCommand(Console console) {
        this.console = console;
    }

    /** The command, printing to one console. */
    public static CommandLine line(Console console) {
        return new CommandLine(new ClustersCommand(console)).registerConverter(TimeArgument.class, TimeArgument::of);
    }

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("reports", "max by (cluster) (tributary_cluster_up)");
        columns.put("late", "max by (cluster) (tributary_cluster_watermark_age_seconds)");
        columns.put("up", "sum by (cluster) (up)");
        columns.put("targets", "count by (cluster) (up)");
        columns.put("firing", "count by (cluster) (ALERTS{alertstate=\"firing\"})");
        columns.put("pending", "count by (cluster) (ALERTS{alertstate=\"pending\"})");
        columns.put("restarts",
                "round(sum by (cluster) (increase(kube_pod_container_status_restarts_total[10m])))");
        columns.put("warnings", "round(sum by (cluster) (increase(tributary_events_total{type=\"Warning\"}[10m])))");
        columns.put("series", "max by (cluster) (tributary_cluster_series)");
        return columns;
    }

    @Override
    public Integer call() {
        PrometheusClient client = server.client();
        String at = TimeArgument.seconds(time.at(Instant.now()));
        Map<String, Map<String, Double>> clusters = new TreeMap<>();
        COLUMNS.forEach((column, expression) -> {
            Form form = new Form().add("query", expression).add("time", at);
            for (JsonNode series : client.post("/api/v1/query", form).data().path("result")) {
                String cluster = series.path("metric").path("cluster").asText();
                if (!cluster.isEmpty() && !cluster.equals("_hub")) {
                    clusters.computeIfAbsent(cluster, _ -> new LinkedHashMap<>()).put(column,
                            series.path("value").path(1).asDouble());
                }
            }
        });
        print(clusters);
        return ExitCode.OK;
    }

    private void print(Map<String, Map<String, Double>> clusters) {
        if (clusters.isEmpty()) {
            console.err().println("no clusters");
            return;
        }
        List<Map.Entry<String, Map<String, Double>>> rows = new ArrayList<>(clusters.entrySet());
        rows.sort(Comparator.comparing(row -> Trouble.of(row.getValue())));
        TextTable table = new TextTable(List.of("cluster", "reports", "late", "targets up", "firing", "pending",
                "restarts", "warnings", "series"));
        for (Map.Entry<String, Map<String, Double>> row : rows) {
            Map<String, Double> cells = row.getValue();
            table.add(List.of(row.getKey(), reports(cells), age(cells), up(cells), count(cells, "firing", "0"),
                    count(cells, "pending", "0"), count(cells, "restarts", "-"), count(cells, "warnings", "-"),
                    count(cells, "series", "-")));
        }
        table.print(console.out());
    }

    /** Orders rows: the silent first, then by alerts, warnings and missing targets. */
    private record Trouble(double reports, double firing, double pending, double down) implements Comparable<Trouble> {
        private static final Comparator<Trouble> ORDER = Comparator.comparingDouble(Trouble::reports)
                .thenComparingDouble(trouble -> -trouble.firing()).thenComparingDouble(trouble -> -trouble.pending())
                .thenComparingDouble(trouble -> -trouble.down());

        static Trouble of(Map<String, Double> cells) {
            return new Trouble(cells.getOrDefault("reports", 1.0), cells.getOrDefault("firing", 0.0),
                    cells.getOrDefault("pending", 0.0),
                    cells.getOrDefault("targets", 0.0) - cells.getOrDefault("up", 0.0));
        }

        @Override
        public int compareTo(Trouble other) {
            return ORDER.compare(this, other);
        }
    }

    private static String reports(Map<String, Double> cells) {
        Double value = cells.get("reports");
        return value == null ? "-" : value == 1 ? "yes" : "NO";
    }

    private static String age(Map<String, Double> cells) {
        Double seconds = cells.get("late");
        return seconds == null || !Double.isFinite(seconds) ? "-" : Age.text(Duration.ofSeconds(Math.round(seconds)));
    }

    private static String up(Map<String, Double> cells) {
        return cells.containsKey("targets") ? count(cells, "up", "0") + "/" + count(cells, "targets", "0") : "-";
    }

    private static String count(Map<String, Double> cells, String column, String none) {
        Double value = cells.get(column);
        return value == null ? none : String.valueOf(Math.round(value));
    }
}
