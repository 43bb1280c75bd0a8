package dev.tributary.app.hub;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** The description that a hub serves of itself says what its router does, no more and no less. */
class OpenApiIT {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE", "PATCH");

    @TempDir
    Path folder;

    private static final Set<String> RULE_LISTS = Set.of("/config/v1/rules", "/prometheus/config/v1/rules", "/rules",
            "/loki/api/v1/rules", "/api/prom/rules");

    private RunningHub start() throws Exception {
        return RunningHub.start(folder,
                "http: {listen: '127.0.0.1:0'}\ndata_dir: data\nself_metrics: {interval: 0s}\n");
    }

    private static Map<String, Map<String, Object>> paths(RunningHub hub) throws Exception {
        Map<String, Map<String, Map<String, Object>>> root = new Yaml().load(hub.get("/api/v1/openapi.yaml").body());
        return Objects.requireNonNull(root.get("paths"), "no paths");
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionHasARoute() throws Exception {
        Set<String> described;
        try (RunningHub hub = start()) {
            described = new TreeSet<>(paths(hub).keySet());
        }
        assertThat(described).as("described").isEqualTo(routes());
        assertThat(Files.readString(Path.of("..", "docs", "api.md")))
                .contains(described.stream().map(path -> "`" + path + "`").toList());
    }

    private Set<String> routes() throws Exception {
        HubConfig config = HubConfig.load(Files.writeString(folder.resolve("other.yml"), "data_dir: other\n"));
        HubParts parts = new HubParts(config, () -> config);
        Vertx vertx = Vertx.vertx();
        try (parts.blocking; parts.turns) {
            return parts.router(vertx).getRoutes().stream().map(Route::getPath).filter(path -> path != null)
                    // The routes for editing rules are off unless configured and have no place in this description.
                    .filter(path -> !path.contains("/rules/:namespace") && !RULE_LISTS.contains(path))
                    .map(path -> path.replaceAll(":([a-z]+)", "{$1}")).collect(Collectors.toCollection(TreeSet::new));
        } finally {
            vertx.close().await();
        }
    }

    @Test
    void theMethodsAreThoseThatAnswer() throws Exception {
        try (RunningHub hub = start(); HttpClient client = HttpClient.newHttpClient()) {
            for (Map.Entry<String, Map<String, Object>> path : paths(hub).entrySet()) {
                Set<String> described = path.getValue().keySet().stream().map(method -> method.toUpperCase(Locale.ROOT))
                        .collect(Collectors.toSet());
                for (String method : METHODS) {
                    HttpRequest request = hub.request(path.getKey().replace("{name}", "job"))
                            .method(method, BodyPublishers.noBody()).build();
                    // A stream of events has no end: the head of the answer is all that is looked at.
                    var answer = client.send(request, BodyHandlers.ofInputStream());
                    answer.body().close();
                    if (described.contains(method)) {
                        assertThat(answer.statusCode()).as("%s %s", method, path.getKey()).isNotIn(404, 405);
                    } else {
                        assertThat(answer.statusCode()).as("%s %s", method, path.getKey()).isEqualTo(405);
                    }
                }
            }
        }
    }
}
