package dev.tributary.aggregator.self;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;

import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DistributionDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;

/** Turns a snapshot of a metric into the series a Prometheus that scrapes the page as text would store. */
final class RegistrySamples {
    private final Labels target;

    /** With the labels that every series gets where it has none of that name: job and instance. */
    RegistrySamples(Labels target) {
        this.target = target;
    }

    /** Gives every series with its value. */
    void of(MetricSnapshot metric, ObjDoubleConsumer<Labels> out) {
        String name = metric.getMetadata().getPrometheusName();
        switch (metric) {
            case CounterSnapshot counter -> counter.getDataPoints()
                    .forEach(point -> out.accept(series(name + "_total", point.getLabels()), point.getValue()));
            case GaugeSnapshot gauge ->
                gauge.getDataPoints().forEach(point -> out.accept(series(name, point.getLabels()), point.getValue()));
            case UnknownSnapshot unknown ->
                unknown.getDataPoints().forEach(point -> out.accept(series(name, point.getLabels()), point.getValue()));
            case InfoSnapshot info ->
                info.getDataPoints().forEach(point -> out.accept(series(name + "_info", point.getLabels()), 1));
            case StateSetSnapshot states -> states.getDataPoints().forEach(point -> states(name, point, out));
            case SummarySnapshot summary -> summary.getDataPoints().forEach(point -> summary(name, point, out));
            case HistogramSnapshot histogram -> histogram.getDataPoints().forEach(point -> histogram(name, point, out));
            default ->
                throw new IllegalStateException("metric " + name + " is of the unknown kind " + metric.getClass());
        }
    }

    private void states(String name, StateSetSnapshot.StateSetDataPointSnapshot point, ObjDoubleConsumer<Labels> out) {
        point.forEach(
                state -> out.accept(series(name, point.getLabels(), name, state.getName()), state.isTrue() ? 1 : 0));
    }

    private void summary(String name, SummarySnapshot.SummaryDataPointSnapshot point, ObjDoubleConsumer<Labels> out) {
        for (Quantile quantile : point.getQuantiles()) {
            out.accept(series(name, point.getLabels(), "quantile", number(quantile.getQuantile())),
                    quantile.getValue());
        }
        countAndSum(name, point, out);
    }

    private void histogram(String name, HistogramSnapshot.HistogramDataPointSnapshot point,
            ObjDoubleConsumer<Labels> out) {
        ClassicHistogramBuckets buckets = point.getClassicBuckets();
        double below = 0;
        for (int i = 0; i < buckets.size(); i++) {
            below += buckets.getCount(i);
            out.accept(series(name + "_bucket", point.getLabels(), "le", number(buckets.getUpperBound(i))), below);
        }
        countAndSum(name, point, out);
    }

    private void countAndSum(String name, DistributionDataPointSnapshot point, ObjDoubleConsumer<Labels> out) {
        if (point.hasCount()) {
            out.accept(series(name + "_count", point.getLabels()), (double) point.getCount());
        }
        if (point.hasSum()) {
            out.accept(series(name + "_sum", point.getLabels()), point.getSum());
        }
    }

    private static String number(double value) {
        return value == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(value);
    }

    private Labels series(String name, io.prometheus.metrics.model.snapshots.Labels own, String... more) {
        Map<String, String> labels = new TreeMap<>();
        target.forEach(labels::put);
        for (Label label : own) {
            labels.put(label.getName(), label.getValue());
        }
        for (int i = 0; i < more.length; i += 2) {
            labels.put(more[i], more[i + 1]);
        }
        labels.put(Labels.NAME, name);
        return Labels.copyOf(labels);
    }

    /** What a metric says of itself, under the name the metadata API uses. */
    static MetricMetadata metadata(MetricSnapshot metric) {
        String name = metric.getMetadata().getPrometheusName();
        String help = metric.getMetadata().getHelp() == null ? "" : metric.getMetadata().getHelp();
        Unit declared = metric.getMetadata().getUnit();
        String unit = declared == null ? "" : declared.toString();
        return switch (metric) {
            case CounterSnapshot _ -> new MetricMetadata(name + "_total", MetricType.COUNTER, help, unit);
            case GaugeSnapshot _ -> new MetricMetadata(name, MetricType.GAUGE, help, unit);
            case HistogramSnapshot _ -> new MetricMetadata(name, MetricType.HISTOGRAM, help, unit);
            case SummarySnapshot _ -> new MetricMetadata(name, MetricType.SUMMARY, help, unit);
            case InfoSnapshot _ -> new MetricMetadata(name + "_info", MetricType.GAUGE, help, unit);
            case StateSetSnapshot _ -> new MetricMetadata(name, MetricType.GAUGE, help, unit);
            default -> new MetricMetadata(name, MetricType.UNKNOWN, help, unit);
        };
    }
}
