package dev.tributary.app.grafana;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.logql.parse.Parser;
import dev.tributary.promql.EngineOptions;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.promql.QueryOptions;
import dev.tributary.promql.QueryValue;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs every query of every dashboard against simulated clusters and holds the files to what Grafana expects. */
final class DashboardTest {
    private static final Path GRAFANA = Path.of("..", "grafana");
    private static final SimulatedFleet FLEET = new SimulatedFleet();

    private record Query(String dashboard, String panel, String expression, String source) {
        /** What Grafana sends for All clusters and a panel of common width. */
        String sent() {
            return expression.replace("$__rate_interval", "1m").replace("$__auto", "15s").replace("$cluster", "[^_].*")
                    .replace("$namespace", ".+");
        }

        /** Data about the pipeline is not in the simulated clusters; they have no hub, no rules and no collector. */
        boolean aboutThePipeline() {
            return expression.contains("cluster=\"_hub\"") || expression.contains("tributary_")
                    || expression.contains("ALERTS");
        }
    }

    @TestFactory
    Stream<DynamicTest> everyQueryRunsAndFindsData() {
        return queries().stream().map(query -> DynamicTest.dynamicTest(query.panel() + ": " + query.expression(),
                () -> assertAnswers(query)));
    }

    private static void assertAnswers(Query query) {
        if (query.source().equals("loki")) {
            assertThat(Parser.expression(query.sent())).isNotNull();
            return;
        }
        PromqlEngine engine = new PromqlEngine(EngineOptions.DEFAULT);
        QueryValue instant = engine.instant(FLEET.store(), query.sent(), FLEET.nowMillis(), QueryOptions.DEFAULT)
                .value();
        QueryValue range = engine.range(FLEET.store(), query.sent(), FLEET.nowMillis() - 30_000, FLEET.nowMillis(),
                5_000, QueryOptions.DEFAULT).value();
        if (query.aboutThePipeline()) {
            return;
        }
        assertThat(instant).isInstanceOfSatisfying(QueryValue.Vector.class,
                vector -> assertThat(vector.samples()).isNotEmpty());
        assertThat(range).isInstanceOfSatisfying(QueryValue.Matrix.class,
                matrix -> assertThat(matrix.series()).isNotEmpty());
    }

    @Test
    void everyDashboardUsesTheProvisionedDataSources() throws IOException {
        Map<String, List<Object>> file = new Yaml()
                .load(Files.readString(GRAFANA.resolve("provisioning/datasources/tributary.yaml")));
        Map<String, String> typeByUid = new HashMap<>();
        new ObjectMapper().<JsonNode>valueToTree(file).path("datasources")
                .forEach(source -> typeByUid.put(source.path("uid").asText(), source.path("type").asText()));
        assertThat(typeByUid).isEqualTo(Map.of("tributary", "prometheus", "tributary-logs", "loki"));
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode source : dashboard.findValues("datasource")) {
                assertThat(typeByUid).containsEntry(source.path("uid").asText(), source.path("type").asText());
            }
        }
    }

    @Test
    void annotationsAreQueriesForLogs() {
        List<String> expressions = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            dashboard.path("annotations").path("list").forEach(one -> expressions.add(one.path("expr").asText()));
        }
        assertThat(expressions).isNotEmpty().allSatisfy(
                text -> assertThat(Parser.expression(text.replace("$cluster", ".*"))).isNotNull());
    }

    @Test
    void panelsHaveIdsOfTheirOwnAndDoNotOverlap() {
        for (JsonNode dashboard : dashboards()) {
            Set<Integer> ids = new HashSet<>();
            Set<String> cells = new HashSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                assertThat(ids.add(panel.path("id").asInt())).as(panel.path("title").asText()).isTrue();
                JsonNode place = panel.path("gridPos");
                for (int x = 0; x < place.path("w").asInt(); x++) {
                    for (int y = 0; y < place.path("h").asInt(); y++) {
                        String cell = place.path("x").asInt() + x + "," + (place.path("y").asInt() + y);
                        assertThat(cells.add(cell)).as(panel.path("title").asText() + " at " + cell).isTrue();
                    }
                }
                assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
            }
        }
    }

    @Test
    void clusterVariableLeavesTheHubOut() {
        for (JsonNode dashboard : dashboards()) {
            JsonNode variable = dashboard.path("templating").path("list").get(0);
            assertThat(variable.path("name").asText()).isEqualTo("cluster");
            assertThat(variable.path("definition").asText()).isEqualTo("label_values(up, cluster)");
            String regex = variable.path("regex").asText();
            assertThat("eu-west").matches(regex.substring(1, regex.length() - 1));
            assertThat("_hub").doesNotMatch(regex.substring(1, regex.length() - 1));
        }
    }

    private static List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode panel : dashboard.path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    queries.add(new Query(dashboard.path("title").asText(), panel.path("title").asText(),
                            target.path("expr").asText(), target.path("datasource").path("type").asText()));
                }
            }
        }
        assertThat(queries).hasSizeGreaterThan(20);
        return queries;
    }

    private static List<JsonNode> dashboards() {
        List<JsonNode> dashboards = new ArrayList<>();
        try (Stream<Path> files = Files.list(GRAFANA.resolve("dashboards"))) {
            for (Path file : files.sorted().toList()) {
                dashboards.add(new ObjectMapper().readTree(file.toFile()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        assertThat(dashboards).isNotEmpty();
        return dashboards;
    }
}
