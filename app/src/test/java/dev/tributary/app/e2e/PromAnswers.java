package dev.tributary.app.e2e;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Asks a Prometheus API and puts what it answers into maps that can be compared. */
final class PromAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stage stage;
    private final int port;

    PromAnswers(Stage stage, int port) {
        this.stage = stage;
        this.port = port;
    }

    private JsonNode result(String query, double time) throws IOException, InterruptedException {
        String url = "http://127.0.0.1:" + port + "/api/v1/query?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&time=" + "%.3f".formatted(time);
        JsonNode answer = JSON.readTree(stage.get(url));
        if (!answer.path("status").asText().equals("success")) {
            throw new IOException(query + " on port " + port + " answers " + answer);
        }
        return answer.at("/data/result");
    }

    /** The values of an instant query by labels, without the cluster label. */
    Map<String, String> instant(String query, double time) throws IOException, InterruptedException {
        Map<String, String> values = new TreeMap<>();
        for (JsonNode element : result(query, time)) {
            values.put(labels(element), element.at("/value/1").asText());
        }
        return values;
    }

    /** The samples of a range selector by labels, without the cluster label, then by time in milliseconds. */
    Map<String, NavigableMap<Long, String>> samples(String selector, double time)
            throws IOException, InterruptedException {
        Map<String, NavigableMap<Long, String>> series = new TreeMap<>();
        for (JsonNode element : result(selector, time)) {
            NavigableMap<Long, String> samples = new TreeMap<>();
            element.get("values").forEach(
                    point -> samples.put(Math.round(point.get(0).asDouble() * 1000), point.get(1).asText()));
            series.put(labels(element), samples);
        }
        return series;
    }

    private static String labels(JsonNode element) {
        Map<String, String> labels = new TreeMap<>();
        element.get("metric").properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        labels.remove("cluster");
        return labels.toString();
    }
}
