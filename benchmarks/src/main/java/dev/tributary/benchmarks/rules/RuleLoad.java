package dev.tributary.benchmarks.rules;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import dev.tributary.wire.remotewrite.RemoteWriteWriter;

/** The data and the rules: a thousand metrics of a hundred series each, five rules for each metric, fifty to a group. */
final class RuleLoad {
    static final int METRICS = 1_000;
    static final int SERIES_PER_METRIC = 100;
    static final int RULES = 5 * METRICS;
    private static final int METRICS_PER_GROUP = 10;
    private static final int METRICS_PER_REQUEST = 50;

    private RuleLoad() {
    }

    static String rules(int intervalSeconds) {
        StringBuilder yaml = new StringBuilder("groups:\n");
        for (int metric = 0; metric < METRICS; metric++) {
            if (metric % METRICS_PER_GROUP == 0) {
                yaml.append("- name: g").append(metric).append("\n  interval: ").append(intervalSeconds)
                        .append("s\n  rules:\n");
            }
            String name = "bench_metric_" + metric + "_total";
            yaml.append("  - {record: 'r1:").append(name).append("', expr: 'sum by (cluster) (rate(").append(name)
                    .append("[1m]))'}\n").append("  - {record: 'r2:").append(name)
                    .append("', expr: 'max by (cluster, job) (").append(name).append(")'}\n")
                    .append("  - {record: 'r3:").append(name)
                    .append("', expr: 'sum by (cluster) (increase(").append(name)
                    .append("{path=~\"/p[0-4]\"}[1m]))'}\n").append("  - {alert: A").append(metric)
                    .append(", expr: 'rate(").append(name).append("[1m]) > 1e9', for: 5m}\n")
                    .append("  - {alert: B").append(metric).append(", expr: 'sum by (cluster, path) (rate(")
                    .append(name).append("[1m])) > 0', for: 1h}\n");
        }
        return yaml.toString();
    }

    /** Sends one sample of every series. */
    static void push(HttpClient http, URI url, long atMillis) throws IOException, InterruptedException {
        LabelSlices slices = new LabelSlices();
        for (int from = 0; from < METRICS; from += METRICS_PER_REQUEST) {
            RemoteWriteWriter writer = new RemoteWriteWriter(RemoteWriteVersion.V1);
            for (int metric = from; metric < from + METRICS_PER_REQUEST; metric++) {
                for (int series = 0; series < SERIES_PER_METRIC; series++) {
                    slices.set(Labels.of("__name__", "bench_metric_" + metric + "_total", "cluster",
                            "c" + series % 5, "instance", "node-" + series / 10, "job", "bench", "path",
                            "/p" + series % 10));
                    writer.series(slices);
                    writer.sample(atMillis, atMillis / 1e3 * (1 + series % 7), 0);
                }
            }
            HttpRequest request = HttpRequest.newBuilder(url)
                    .header("Content-Type", RemoteWriteVersion.V1.contentType()).header("Content-Encoding", "snappy")
                    .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                    .POST(BodyPublishers.ofByteArray(SnappyBlock.compress(writer.toMessage()))).build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("remote write: " + answer.statusCode() + " " + answer.body());
            }
        }
    }
}
