package dev.tributary.app.query.fleet;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.app.cli.Console;
import dev.tributary.app.cli.ExitCode;
import dev.tributary.app.query.ApiAnswer;
import dev.tributary.app.query.PrometheusClient;
import dev.tributary.app.query.PrometheusClient.Form;
import dev.tributary.app.query.ServerOptions;
import dev.tributary.app.query.TextTable;
import dev.tributary.app.query.UnknownCluster;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What fires and what is about to, the newest first. */
@Command(name = "alerts", mixinStandardHelpOptions = true, //
        description = "List active alerts: firing before pending, the newest first.")
public final class AlertsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(names = "--cluster", paramLabel = "NAME", description = "Only alerts of this cluster.")
    private @Nullable String cluster;

    @Option(names = "--firing", description = "Leave out alerts that are pending.")
    private boolean firing;

    @Option(names = "--json", description = "Print the answer of the API as it came.")
    private boolean json;

    /** The command, printing to one console. */
    public AlertsCommand(Console console) {
        this.console = console;
    }

    private record Alert(boolean fires, Instant since, Map<String, String> labels, String summary) {
        static Alert of(JsonNode alert) {
            Map<String, String> labels = new TreeMap<>();
            alert.path("labels").properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
            JsonNode said = alert.path("annotations");
            String summary = said.path("summary")
                    .asText(said.path("message").asText(said.path("description").asText()));
            return new Alert("firing".equals(alert.path("state").asText()), time(alert.path("activeAt").asText()),
                    labels, summary);
        }

        String label(String name) {
            return labels.getOrDefault(name, "");
        }

        /** Labels that say which one it is, for an alert that says nothing itself. */
        String rest() {
            return labels.entrySet().stream()
                    .filter(label -> !List.of("alertname", "cluster", "severity").contains(label.getKey()))
                    .map(label -> label.getKey() + "=" + label.getValue()).collect(Collectors.joining(" "));
        }

        private static Instant time(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException _) {
                return Instant.EPOCH; // a server that does not say since when
            }
        }
    }

    @Override
    public Integer call() {
        PrometheusClient client = server.client();
        ApiAnswer answer = client.get("/api/v1/alerts", new Form());
        if (json) {
            console.out().println(answer.body());
            return ExitCode.OK;
        }
        List<Alert> alerts = new ArrayList<>();
        answer.data().path("alerts").forEach(alert -> alerts.add(Alert.of(alert)));
        alerts.removeIf(
                alert -> firing && !alert.fires() || cluster != null && !cluster.equals(alert.label("cluster")));
        alerts.sort(Comparator.comparing(Alert::fires).thenComparing(Alert::since).reversed()
                .thenComparing(alert -> alert.labels().toString()));
        print(alerts);
        if (alerts.isEmpty() && cluster != null) {
            UnknownCluster.named(cluster, client).ifPresent(console.err()::println);
        }
        return ExitCode.OK;
    }

    private void print(List<Alert> alerts) {
        if (alerts.isEmpty()) {
            console.err().println("no active alerts" + (cluster == null ? "" : " in " + cluster));
            return;
        }
        TextTable table = new TextTable(List.of("state", "for", "cluster", "alert", "severity", "summary"));
        Instant now = Instant.now();
        for (Alert alert : alerts) {
            table.add(List.of(alert.fires() ? "firing" : "pending", Age.text(Duration.between(alert.since(), now)),
                    alert.label("cluster"), alert.label("alertname"), alert.label("severity"),
                    alert.summary().isEmpty() ? alert.rest() : alert.summary().strip().replaceAll("\\s+", " ")));
        }
        table.print(console.out());
    }
}
