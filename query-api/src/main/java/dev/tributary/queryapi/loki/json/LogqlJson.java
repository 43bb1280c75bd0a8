package dev.tributary.queryapi.loki.json;

import java.util.List;

import dev.tributary.logql.value.LogLine;
import dev.tributary.logql.value.LogStream;
import dev.tributary.logql.value.LogqlValue;
import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.text.GoFloat;
import dev.tributary.queryapi.json.JsonWriter;

/** Results of LogQL in the fields {@code resultType} and {@code result}. */
public final class LogqlJson {
    private static final double MILLIS_PER_SECOND = 1e3;

    private LogqlJson() {
    }

    /** Writes both fields into an open object, with the flags between them where labels of lines are by category. */
    public static void write(LogqlValue value, boolean categorize, JsonWriter json) {
        json.name("resultType").string(type(value));
        if (categorize && value instanceof LogqlValue.Streams) {
            flags(json);
        }
        json.name("result");
        switch (value) {
            case LogqlValue.Streams(var streams) -> streams(streams, categorize, json);
            case LogqlValue.Vector(var samples) -> vector(samples, json);
            case LogqlValue.Matrix(var series) -> matrix(series, json);
            case LogqlValue.Scalar(long time, double number) -> sample(time, number, json);
        }
    }

    private static String type(LogqlValue value) {
        return switch (value) {
            case LogqlValue.Streams _ -> "streams";
            case LogqlValue.Vector _ -> "vector";
            case LogqlValue.Matrix _ -> "matrix";
            case LogqlValue.Scalar _ -> "scalar";
        };
    }

    /** Writes the field that says how streams are encoded. */
    public static void flags(JsonWriter json) {
        json.name("encodingFlags").strings(List.of(EncodingFlags.CATEGORIZE_LABELS));
    }

    /** Writes an array of streams. */
    public static void streams(List<LogStream> streams, boolean categorize, JsonWriter json) {
        json.beginArray();
        for (LogStream stream : streams) {
            json.beginObject().name("stream").labels(stream.labels()).name("values").beginArray();
            for (LogLine line : stream.lines()) {
                line(line, categorize, json);
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private static void line(LogLine line, boolean categorize, JsonWriter json) {
        json.beginArray().string(Long.toString(line.timestampNanos())).string(line.line());
        if (categorize) {
            json.beginObject();
            category("structuredMetadata", line.metadata(), json);
            category("parsed", line.parsed(), json);
            json.endObject();
        }
        json.endArray();
    }

    private static void category(String name, Labels labels, JsonWriter json) {
        if (!labels.isEmpty()) {
            json.name(name).labels(labels);
        }
    }

    private static void vector(List<LogqlValue.VectorSample> samples, JsonWriter json) {
        json.beginArray();
        for (LogqlValue.VectorSample one : samples) {
            json.beginObject().name("metric").labels(one.labels()).name("value");
            sample(one.timestampMillis(), one.value(), json);
            json.endObject();
        }
        json.endArray();
    }

    private static void matrix(List<LogqlValue.MatrixSeries> series, JsonWriter json) {
        json.beginArray();
        for (LogqlValue.MatrixSeries one : series) {
            json.beginObject().name("metric").labels(one.labels()).name("values").beginArray();
            SampleColumns samples = one.samples();
            for (int i = 0; i < samples.size(); i++) {
                sample(samples.timestamp(i), samples.value(i), json);
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    /** Writes a sample: seconds as a number, the value as a text without exponent. */
    public static void sample(long timestampMillis, double value, JsonWriter json) {
        json.beginArray().number(timestampMillis / MILLIS_PER_SECOND).string(GoFloat.fixed(value)).endArray();
    }
}
