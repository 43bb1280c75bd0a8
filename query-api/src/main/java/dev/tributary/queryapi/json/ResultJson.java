package dev.tributary.queryapi.json;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.text.GoFloat;
import dev.tributary.promql.QueryValue;

/** The fields {@code resultType} and {@code result} of a query's answer. */
public final class ResultJson {
    private ResultJson() {
    }

    /** Writes both fields into the open object. */
    public static void write(QueryValue value, JsonWriter json) {
        json.name("resultType").string(typeName(value)).name("result");
        switch (value) {
            case QueryValue.Scalar scalar -> pair(scalar.timestampMillis(), GoFloat.fixed(scalar.value()), json);
            case QueryValue.Text text -> pair(text.timestampMillis(), text.value(), json);
            case QueryValue.Vector vector -> vector(vector, json);
            case QueryValue.Matrix matrix -> matrix(matrix, json);
        }
    }

    private static String typeName(QueryValue value) {
        return switch (value) {
            case QueryValue.Scalar _ -> "scalar";
            case QueryValue.Text _ -> "string";
            case QueryValue.Vector _ -> "vector";
            case QueryValue.Matrix _ -> "matrix";
        };
    }

    /** Scalars and strings show their time as a plain JSON number, unlike samples. */
    private static void pair(long timestampMillis, String value, JsonWriter json) {
        json.beginArray().number(timestampMillis / 1000.0).string(value).endArray();
    }

    private static void vector(QueryValue.Vector vector, JsonWriter json) {
        json.beginArray();
        for (QueryValue.VectorSample sample : vector.samples()) {
            NativeHistogram histogram = sample.histogram();
            json.beginObject().name("metric").labels(sample.labels());
            json.name(histogram == null ? "value" : "histogram").beginArray().seconds(sample.timestampMillis());
            if (histogram == null) {
                json.sampleValue(sample.value());
            } else {
                HistogramJson.write(histogram, json);
            }
            json.endArray().endObject();
        }
        json.endArray();
    }

    private static void matrix(QueryValue.Matrix matrix, JsonWriter json) {
        json.beginArray();
        for (QueryValue.MatrixSeries series : matrix.series()) {
            json.beginObject().name("metric").labels(series.labels());
            floats(series.samples(), json);
            histograms(series.samples(), json);
            json.endObject();
        }
        json.endArray();
    }

    private static void floats(SampleColumns samples, JsonWriter json) {
        boolean mixed = samples.hasHistograms();
        boolean open = false;
        for (int row = 0; row < samples.size(); row++) {
            if (mixed && samples.histogram(row) != null) {
                continue;
            }
            if (!open) {
                json.name("values").beginArray();
                open = true;
            }
            json.beginArray().seconds(samples.timestamp(row)).sampleValue(samples.value(row)).endArray();
        }
        if (open) {
            json.endArray();
        }
    }

    private static void histograms(SampleColumns samples, JsonWriter json) {
        if (!samples.hasHistograms()) {
            return;
        }
        json.name("histograms").beginArray();
        for (int row = 0; row < samples.size(); row++) {
            NativeHistogram histogram = samples.histogram(row);
            if (histogram != null) {
                json.beginArray().seconds(samples.timestamp(row));
                HistogramJson.write(histogram, json);
                json.endArray();
            }
        }
        json.endArray();
    }
}
