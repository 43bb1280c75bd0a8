package dev.tributary.queryapi.status;

import dev.tributary.queryapi.json.JsonWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DistributionDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;

/**
 * Metric families by the JSON mapping of protobuf: unsigned numbers of 64 bits are texts, and so are numbers that JSON does
 * not have. The bucket without a bound goes unsaid, as Prometheus' own client has it: it is the count.
 */
final class FamilyJson {
    private FamilyJson() {
    }

    /** The name under which the page of metrics has the family. */
    static String name(MetricSnapshot family) {
        String name = family.getMetadata().getPrometheusName();
        return switch (family) {
            case CounterSnapshot _ -> name + "_total";
            case InfoSnapshot _ -> name + "_info";
            default -> name;
        };
    }

    static void write(MetricSnapshot family, JsonWriter json) {
        json.beginObject().name("name").string(name(family));
        String help = family.getMetadata().getHelp();
        if (help != null) {
            json.name("help").string(help);
        }
        json.name("type").string(type(family)).name("metric").beginArray();
        switch (family) {
            case CounterSnapshot all -> all.getDataPoints().forEach(one -> value(one, "counter", one.getValue(), json));
            case GaugeSnapshot all -> all.getDataPoints().forEach(one -> value(one, "gauge", one.getValue(), json));
            case UnknownSnapshot all -> all.getDataPoints().forEach(one -> value(one, "untyped", one.getValue(), json));
            case InfoSnapshot all -> all.getDataPoints().forEach(one -> value(one, "gauge", 1, json));
            case StateSetSnapshot all -> all.getDataPoints().forEach(one -> states(name(family), one, json));
            case HistogramSnapshot all -> all.getDataPoints().forEach(one -> histogram(one, json));
            case SummarySnapshot all -> all.getDataPoints().forEach(one -> summary(one, json));
            default -> throw new IllegalStateException("a metric of the unknown kind " + family.getClass());
        }
        json.endArray().endObject();
    }

    private static String type(MetricSnapshot family) {
        return switch (family) {
            case CounterSnapshot _ -> "COUNTER";
            case HistogramSnapshot _ -> "HISTOGRAM";
            case SummarySnapshot _ -> "SUMMARY";
            case UnknownSnapshot _ -> "UNTYPED";
            default -> "GAUGE";
        };
    }

    private static void value(DataPointSnapshot point, String kind, double value, JsonWriter json) {
        begin(point, json);
        json.endArray().name(kind).beginObject();
        number("value", value, json);
        json.endObject().endObject();
    }

    private static void states(String name, StateSetSnapshot.StateSetDataPointSnapshot point, JsonWriter json) {
        point.forEach(state -> {
            begin(point, json);
            label(name, state.getName(), json);
            json.endArray().name("gauge").beginObject();
            number("value", state.isTrue() ? 1 : 0, json);
            json.endObject().endObject();
        });
    }

    private static void histogram(HistogramSnapshot.HistogramDataPointSnapshot point, JsonWriter json) {
        begin(point, json);
        json.endArray().name("histogram").beginObject();
        countAndSum(point, json);
        json.name("bucket").beginArray();
        ClassicHistogramBuckets buckets = point.getClassicBuckets();
        long below = 0;
        for (int i = 0; i < buckets.size(); i++) {
            below += buckets.getCount(i);
            if (buckets.getUpperBound(i) < Double.POSITIVE_INFINITY) {
                json.beginObject().name("cumulativeCount").string(Long.toString(below));
                number("upperBound", buckets.getUpperBound(i), json);
                json.endObject();
            }
        }
        json.endArray().endObject().endObject();
    }

    private static void summary(SummarySnapshot.SummaryDataPointSnapshot point, JsonWriter json) {
        begin(point, json);
        json.endArray().name("summary").beginObject();
        countAndSum(point, json);
        json.name("quantile").beginArray();
        for (Quantile quantile : point.getQuantiles()) {
            json.beginObject();
            number("quantile", quantile.getQuantile(), json);
            number("value", quantile.getValue(), json);
            json.endObject();
        }
        json.endArray().endObject().endObject();
    }

    private static void countAndSum(DistributionDataPointSnapshot point, JsonWriter json) {
        json.name("sampleCount").string(Long.toString(point.getCount()));
        number("sampleSum", point.getSum(), json);
    }

    /** Begins a point and its labels. */
    private static void begin(DataPointSnapshot point, JsonWriter json) {
        json.beginObject().name("label").beginArray();
        for (Label label : point.getLabels()) {
            label(label.getName(), label.getValue(), json);
        }
    }

    private static void label(String name, String value, JsonWriter json) {
        json.beginObject().name("name").string(name).name("value").string(value).endObject();
    }

    private static void number(String name, double value, JsonWriter json) {
        json.name(name);
        if (Double.isFinite(value)) {
            json.number(value);
        } else {
            json.string(Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
        }
    }
}
