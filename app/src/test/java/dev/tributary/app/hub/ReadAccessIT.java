package dev.tributary.app.hub;

import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.tributary.app.page.HubPage;
import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remoteread.ReadHints;
import dev.tributary.wire.remoteread.ReadQuery;
import dev.tributary.wire.remoteread.ReadRequest;
import dev.tributary.wire.remoteread.ReadRequestWriter;
import dev.tributary.wire.remoteread.ReadResponseType;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import dev.tributary.wire.remotewrite.RemoteWriteWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks every route that the hub describes with a credential that sees a part. Everything else that is stored has
 * {@code concealed} in its name, labels, help, exemplars: no answer may contain the word.
 */
class ReadAccessIT {
    private static final String CONCEALED = "concealed";
    private static final String PART = "Bearer part-token-0123456789";
    private static final String ALL = "Bearer all-token-0123456789";
    private static final String HUB = """
                                      http: {listen: "127.0.0.1:0"}
                                      data_dir: data
                                      self_metrics: {interval: 0s}
                                      credentials:
                                        - {cluster: east, token: east-token-0123456789}
                                        - {cluster: concealed-west, token: west-token-0123456789}
                                      read_credentials:
                                        - {name: part, token: part-token-0123456789, clusters: [east], matchers: ['job!~"concealed.*"']}
                                        - {name: all, token: all-token-0123456789}
                                      """;
    private static final String EVERYTHING = "{__name__=~\".+\"}";

    /** How each path is asked: parameters, and whether its answer shows stored things to those who may see them. */
    private static final Map<String, Question> QUESTIONS = questions();

    @TempDir
    Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    private record Question(String parameters, boolean showsData) {
    }

    private static Map<String, Question> questions() {
        Map<String, Question> all = new TreeMap<>();
        for (String path : List.of("/-/healthy", "/-/ready", "/-/reload", "/-/optimise", "/api/v1/admin/backup",
                "/api/v1/admin/verify",
                "/api/v1/admin/work", "/api/v1/admin/tsdb/clean_tombstones",
                "/api/v1/admin/tsdb/snapshot", "/api/v1/alertmanagers", "/api/v1/alerts", "/api/v1/features",
                "/api/v1/notifications", "/api/v1/notifications/live", "/api/v1/openapi.yaml", "/api/v1/rules",
                "/prometheus/api/v1/alerts", "/prometheus/api/v1/rules",
                "/api/v1/status/buildinfo", "/api/v1/status/flags", "/api/v1/status/runtimeinfo",
                "/api/v1/status/walreplay", "/api/v1/write", "/api/v1/otlp/v1/metrics", "/api/prom/push",
                "/loki/api/v1/push", "/otlp/v1/logs", "/loki/api/v1/status/buildinfo", "/loki/api/v1/drilldown-limits",
                "/config/tenant/v1/limits", "/ready", "/loki/api/v1/delete", "/loki/api/v1/format_query",
                "/loki/api/v1/tail", "/api/prom/tail")) {
            all.put(path, new Question("", false));
        }
        HubPage.ADDRESSES.forEach(path -> all.put(path, new Question("", false)));
        HubPage.PARTS.forEach(path -> all.put(path, new Question("", false)));
        all.put("/api/v1/status/tsdb/blocks", new Question("", false));
        all.put("/api/v1/status/self_metrics", new Question("", true));
        for (String path : List.of("/api/v1/scrape_pools/config", "/api/v1/targets/relabel_steps")) {
            all.put(path, new Question("scrapePool=federate&labels=%7B%7D", false));
        }
        all.put("/api/v1/admin/tsdb/delete_series", new Question("match[]=" + encode("{job=\"none\"}"), false));
        for (String path : List.of("/api/v1/format_query", "/api/v1/parse_query")) {
            all.put(path, new Question("query=up", false));
        }
        for (String path : List.of("/api/v1/label/{name}/values", "/api/v1/labels", "/api/v1/metadata", "/metrics",
                "/api/v1/status/config", "/api/v1/status/tsdb", "/api/v1/targets", "/api/v1/targets/metadata",
                "/api/v1/scrape_pools", "/api/v1/read")) {
            all.put(path, new Question("", true));
        }
        String selector = encode("{job=~\".+\"}");
        for (String path : List.of("/loki/api/v1/labels", "/loki/api/v1/label", "/loki/api/v1/label/{name}/values",
                "/loki/api/v1/series", "/loki/api/v1/detected_labels", "/api/prom/label",
                "/api/prom/label/{name}/values", "/api/prom/series")) {
            all.put(path, new Question("", true));
        }
        for (String path : List.of("/loki/api/v1/query_range", "/api/prom/query", "/loki/api/v1/patterns",
                "/loki/api/v1/index/volume_range", "/loki/api/v1/index/volume", "/loki/api/v1/detected_fields",
                "/loki/api/v1/detected_field/{name}/values")) {
            all.put(path, new Question("query=" + selector, true));
        }
        all.put("/loki/api/v1/query", new Question("query=" + encode("sum by (job, secret) (count_over_time("
                + "{job=~\".+\"} | logfmt [1h]))"), true));
        all.put("/loki/api/v1/index/stats", new Question("query=" + encode("{job=~\"concealed.*\"}"), false));
        all.put("/loki/api/v1/index/shards", new Question("targetBytesPerShard=1KB&query="
                + encode("{job=~\"concealed.*\"}"), false));
        for (String path : List.of("/api/v1/search/metric_names", "/api/v1/search/label_names",
                "/api/v1/search/label_values")) {
            all.put(path, new Question("label=secret&include_metadata=true&limit=10000", true));
        }
        String match = "match[]=" + encode(EVERYTHING);
        all.put("/api/v1/series", new Question(match, true));
        all.put("/federate", new Question(match, true));
        String query = "query=" + encode(EVERYTHING);
        all.put("/api/v1/query", new Question(query, true));
        all.put("/api/v1/query_exemplars", new Question(query, true));
        long now = System.currentTimeMillis() / 1000;
        String range = "&start=" + (now - 600) + "&end=" + (now + 60) + "&step=60";
        all.put("/api/v1/query_range", new Question("query=" + encode("count by (cluster, job) (" + EVERYTHING + ")")
                + range, true));
        return all;
    }

    @Test
    void noRouteShowsWhatACredentialMayNotSee() throws Exception {
        try (RunningHub hub = RunningHub.start(folder, HUB); client) {
            fill(hub);
            Map<String, Map<String, Map<String, Object>>> description = new Yaml()
                    .load(body(hub, "GET", "/api/v1/openapi.yaml", "", PART));
            for (var path : Objects.requireNonNull(description.get("paths"), "no paths").entrySet()) {
                Question question = Objects.requireNonNull(QUESTIONS.get(path.getKey()),
                        () -> "this test must know how to ask " + path.getKey());
                for (String method : path.getValue().keySet()) {
                    ask(hub, method.toUpperCase(Locale.ROOT), path.getKey(), question);
                }
            }
        }
    }

    private void ask(RunningHub hub, String method, String path, Question question) throws Exception {
        List<String> names = path.contains("{name}") ? List.of("cluster", "job", "__name__", "secret") : List.of("");
        StringBuilder seenByAll = new StringBuilder();
        for (String name : names) {
            String asked = path.replace("{name}", name);
            assertThat(body(hub, method, asked, question.parameters(), PART)).as("%s %s", method, asked)
                    .doesNotContain(CONCEALED);
            seenByAll.append(body(hub, method, asked, question.parameters(), ALL));
        }
        if (question.showsData()) {
            // Or the test would prove nothing.
            assertThat(seenByAll.toString()).as("%s %s with all rights", method, path).contains(CONCEALED);
        }
    }

    private String body(RunningHub hub, String method, String path, String parameters, String token) throws Exception {
        boolean inBody = method.equals("POST");
        HttpRequest.Builder request = hub.request(inBody || parameters.isEmpty() ? path : path + "?" + parameters)
                .header("Authorization", token);
        boolean read = path.equals("/api/v1/read");
        BodyPublisher sent = read
                ? BodyPublishers.ofByteArray(readRequest())
                : inBody ? BodyPublishers.ofString(parameters) : BodyPublishers.noBody();
        if (inBody && !read) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        HttpResponse<InputStream> answer = client.send(request.method(method, sent).build(),
                BodyHandlers.ofInputStream());
        try (InputStream in = answer.body()) {
            // A stream of events has no end.
            byte[] bytes = path.endsWith("/live") ? in.readNBytes(1) : in.readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static byte[] readRequest() {
        ReadQuery everything = new ReadQuery(0, Long.MAX_VALUE,
                List.of(Matcher.of(Labels.NAME, MatchType.REGEX, ".+")), ReadHints.NONE);
        return SnappyBlock.compress(ReadRequestWriter
                .write(new ReadRequest(List.of(everything), List.of(ReadResponseType.STREAMED_XOR_CHUNKS))));
    }

    private static void fill(RunningHub hub) throws Exception {
        long now = System.currentTimeMillis() - 1000;
        for (String token : List.of("east-token-0123456789", "west-token-0123456789")) {
            boolean east = token.startsWith("east");
            RemoteWriteWriter writer = new RemoteWriteWriter(RemoteWriteVersion.V1);
            String name = east ? "visible_total" : "concealed_total";
            series(writer, now, Labels.of("__name__", name, "job", "node", "secret", east ? "visible" : "concealed"));
            writer.exemplar(new Exemplar(Labels.of("trace_id", east ? "visible" : "concealed"), 1, now));
            String job = east ? "federate" : "concealed-federate";
            for (String own : List.of("up", "tributary_page_complete")) {
                series(writer, now, Labels.of("__name__", own, "job", job, "instance", "prometheus:9090"));
            }
            series(writer, now, Labels.of("__name__", "up", "job", "concealed-in-" + (east ? "east" : "west"),
                    "concealed_label", "concealed"));
            writer.metadata(new MetricMetadata(name, MetricType.COUNTER, east ? "visible" : "concealed", ""));
            // Both have the family; what the other one says of it is the other's.
            writer.metadata(new MetricMetadata("up", MetricType.GAUGE, east ? "visible" : "concealed", ""));
            push(hub, token, east, now);
            HttpResponse<String> taken = hub.send(hub.request("/api/v1/write")
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", RemoteWriteVersion.V1.contentType()).header("Content-Encoding", "snappy")
                    .POST(BodyPublishers.ofByteArray(SnappyBlock.compress(writer.toMessage()))).build());
            assertThat(taken.body()).isEmpty();
        }
    }

    private static void push(RunningHub hub, String token, boolean east, long now) throws Exception {
        String line = "secret=" + (east ? "visible" : "concealed") + " text";
        StringBuilder streams = new StringBuilder();
        for (String job : List.of(east ? "node" : "concealed-node", "concealed-in-" + (east ? "east" : "west"))) {
            String text = job.startsWith("concealed") ? "secret=concealed concealed_field=concealed" : line;
            streams.append(streams.isEmpty() ? "" : ",").append("{\"stream\":{\"job\":\"").append(job)
                    .append(job.startsWith("concealed") ? "\",\"concealed_label\":\"concealed" : "")
                    .append("\"},\"values\":[[\"").append(now).append("000000\",\"").append(text).append("\"]]}");
        }
        HttpResponse<String> taken = hub
                .send(hub.request("/loki/api/v1/push").header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"streams\":[" + streams + "]}")).build());
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(204);
    }

    private static void series(RemoteWriteWriter writer, long time, Labels labels) {
        LabelSlices slices = new LabelSlices();
        slices.set(labels);
        writer.series(slices);
        writer.sample(time, 1, 0);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
