package dev.tributary.app.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.model.Labels;
import dev.tributary.model.text.GoFloatParser;

/** One series of an answer, floats and histograms in time order. */
record ResultSeries(Labels labels, List<Point> points) {
    /**
     * One sample.
     *
     * @param timeMillis Unix milliseconds
     * @param text       the value as the server wrote it; a histogram as its count and sum
     * @param number     the value, or NaN for a histogram and a text
     */
    record Point(long timeMillis, String text, double number) {
    }

    ResultSeries {
        points = List.copyOf(points);
    }

    /** The series of {@code data}, whatever its result type; a scalar is a series without labels. */
    static List<ResultSeries> of(JsonNode data) {
        JsonNode result = data.path("result");
        return switch (data.path("resultType").asText()) {
            case "scalar", "string" -> List.of(new ResultSeries(Labels.EMPTY, List.of(floatPoint(result))));
            default -> {
                List<ResultSeries> all = new ArrayList<>();
                result.forEach(series -> all.add(series(series)));
                yield all;
            }
        };
    }

    /** A JSON object of label names and values. */
    static Labels labels(JsonNode object) {
        Labels.Builder labels = Labels.builder();
        object.properties().forEach(label -> labels.set(label.getKey(), label.getValue().asText()));
        return labels.build();
    }

    private static ResultSeries series(JsonNode series) {
        List<Point> points = new ArrayList<>();
        series.path("values").forEach(value -> points.add(floatPoint(value)));
        series.path("histograms").forEach(value -> points.add(histogramPoint(value)));
        if (series.has("value")) {
            points.add(floatPoint(series.path("value")));
        }
        if (series.has("histogram")) {
            points.add(histogramPoint(series.path("histogram")));
        }
        points.sort(Comparator.comparingLong(Point::timeMillis));
        return new ResultSeries(labels(series.path("metric")), points);
    }

    private static Point floatPoint(JsonNode pair) {
        String text = pair.path(1).asText();
        return new Point(millis(pair), text, number(text));
    }

    private static Point histogramPoint(JsonNode pair) {
        JsonNode histogram = pair.path(1);
        return new Point(millis(pair),
                "count " + histogram.path("count").asText() + " sum " + histogram.path("sum").asText(), Double.NaN);
    }

    private static long millis(JsonNode pair) {
        return Math.round(pair.path(0).asDouble() * 1000);
    }

    private static double number(String text) {
        try {
            return GoFloatParser.parse(text);
        } catch (NumberFormatException _) {
            return Double.NaN; // the result of a query that is a string
        }
    }
}
