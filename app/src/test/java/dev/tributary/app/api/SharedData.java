package dev.tributary.app.api;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import dev.tributary.wire.remotewrite.RemoteWriteWriter;

/**
 * Half an hour of samples that end a few seconds before a time: no sample stands at the edge of a window, where Prometheus
 * changed what belongs to it.
 */
final class SharedData {
    private static final long MINUTE = 60_000;
    private static final int SAMPLES = 31;

    private final RemoteWriteWriter writer = new RemoteWriteWriter(RemoteWriteVersion.V1);
    private final LabelSlices slices = new LabelSlices();
    private final long newestMillis;

    private SharedData(long timeSeconds) {
        newestMillis = timeSeconds * 1000 - 7_123;
    }

    static byte[] message(long timeSeconds) {
        return new SharedData(timeSeconds).all();
    }

    private byte[] all() {
        for (String cluster : new String[]{"east", "west"}) {
            for (String job : new String[]{"api", "node"}) {
                Labels target = Labels.of("cluster", cluster, "instance", "h:1", "job", job);
                target(target, cluster.length() * 3 + job.length() + (cluster.equals("east") ? 1 : 0));
            }
        }
        single("odd", "inf", Double.POSITIVE_INFINITY);
        single("odd", "tiny", 1e-9);
        single("odd", "big", 1.5e22);
        single("odd", "plain", 100_000_000_000_000_000_000.0);
        single("nan", "", Double.NaN);
        single("web", "<&>\u2028", 1);
        series(Labels.of("__name__", "sizes", "cluster", "east"));
        for (int i = 0; i < SAMPLES; i++) {
            writer.histogram(time(i), histogram(i), 0);
        }
        return writer.toMessage();
    }

    private void target(Labels target, int slope) {
        series(target.with("__name__", "up"));
        for (int i = 0; i < SAMPLES; i++) {
            writer.sample(time(i), i % 7 == 3 ? 0 : 1, 0);
        }
        series(target.with("__name__", "http_requests_total").with("code", "200"));
        for (int i = 0; i < SAMPLES; i++) {
            writer.sample(time(i), i * slope * 1.25, 0);
        }
        writer.exemplar(new Exemplar(Labels.of("trace_id", "t" + slope), 0.25 * slope, newestMillis - 1000));
        String[] bounds = {"0.1", "1", "+Inf"};
        for (int bucket = 0; bucket < bounds.length; bucket++) {
            series(target.with("__name__", "latency_bucket").with("le", bounds[bucket]));
            for (int i = 0; i < SAMPLES; i++) {
                writer.sample(time(i), (double) i * slope * (bucket + 2), 0);
            }
        }
    }

    private void single(String name, String kind, double value) {
        series(Labels.of("__name__", name, "cluster", "east", "kind", kind));
        writer.sample(newestMillis, value, 0);
    }

    private static NativeHistogram histogram(int i) {
        return NativeHistogram.builder().schema(0).integer(true).count(3.0 * i).sum(4.5 * i).zero(0.001, i)
                .positive(new int[]{0, 2}, new double[]{i, i}).build();
    }

    private void series(Labels labels) {
        slices.set(labels);
        writer.series(slices);
    }

    private long time(int i) {
        return newestMillis - (SAMPLES - 1 - i) * MINUTE;
    }
}
