package dev.tributary.wire.otlp;

import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.model.text.GoFloat;
import dev.tributary.wire.protobuf.ProtoReader;
import org.jspecify.annotations.Nullable;

/** Writes the points of one metric as the series that Prometheus makes of them. */
final class OtlpMetric {
    private final String name;
    private final OtlpKind kind;
    private final OtlpResource resource;
    private final OtlpOutput out;
    private final @Nullable OtlpDeltas deltas;

    /** Over points that are totals, or with something that makes them so. */
    OtlpMetric(String name, OtlpKind kind, OtlpResource resource, OtlpOutput out, @Nullable OtlpDeltas deltas) {
        this.deltas = deltas;
        this.name = name;
        this.kind = kind;
        this.resource = resource;
        this.out = out;
    }

    void write(OtlpPoint point) {
        Labels.Builder labels = resource.labels(point.attributes);
        if (deltas != null && !point.isAbsent() && !addUp(deltas, labels.build(), point)) {
            return;
        }
        resource.seen(point.timeMillis());
        switch (kind) {
            case GAUGE, COUNTER, UP_DOWN_COUNTER -> {
                out.one(labels, name, point, point.value);
                out.exemplars(point.exemplars);
            }
            case HISTOGRAM -> histogram(point, labels);
            case EXPONENTIAL_HISTOGRAM -> exponential(point, labels);
            case SUMMARY -> {
                totals(point, labels);
                for (OtlpPoint.Quantile each : point.quantiles) {
                    out.one(labels.set("quantile", GoFloat.fixed(each.quantile())), name, point, each.value());
                }
            }
        }
    }

    private boolean addUp(OtlpDeltas into, Labels series, OtlpPoint point) {
        String problem = into.add(series, name, point);
        if (problem == null) {
            out.addedUp();
        } else {
            out.refuse(1, problem + "; metric " + name);
        }
        return problem == null;
    }

    private void totals(OtlpPoint point, Labels.Builder labels) {
        if (point.hasSum || kind == OtlpKind.SUMMARY) {
            out.one(labels, name + "_sum", point, point.sum);
        }
        out.one(labels, name + "_count", point, ProtoReader.unsignedToDouble(point.count));
    }

    /** Buckets count up, and each has the exemplars up to its bound; there is always one without a bound. */
    private void histogram(OtlpPoint point, Labels.Builder labels) {
        totals(point, labels);
        List<Exemplar> exemplars = point.exemplars;
        int from = 0;
        long cumulative = 0;
        for (int i = 0; i < Math.min(point.bounds.size(), point.counts.size()); i++) {
            double bound = point.bounds.get(i);
            cumulative += point.counts.get(i);
            out.one(labels.set("le", GoFloat.fixed(bound)), name + "_bucket", point,
                    ProtoReader.unsignedToDouble(cumulative));
            int to = from;
            while (to < exemplars.size() && exemplars.get(to).value() <= bound) {
                to++;
            }
            out.exemplars(exemplars.subList(from, to));
            from = to;
        }
        out.one(labels.set("le", "+Inf"), name + "_bucket", point, ProtoReader.unsignedToDouble(point.count));
        out.exemplars(exemplars.subList(from, exemplars.size()));
    }

    private void exponential(OtlpPoint point, Labels.Builder labels) {
        if (!OtlpHistograms.canBeNative(point)) {
            out.refuse(1, "cannot convert exponential to native histogram: scale " + point.scale + " of metric " + name
                    + " is below -4");
            return;
        }
        out.series(labels, name);
        out.histogram(point, OtlpHistograms.nativeOf(point));
        out.exemplars(point.exemplars);
    }
}
