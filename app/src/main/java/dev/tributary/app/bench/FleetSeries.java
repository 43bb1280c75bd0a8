package dev.tributary.app.bench;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;

/**
 * Series like those of a fleet of clusters: ten labels, about 280 bytes, forty metrics for each pod; a quarter constant, half
 * counters, a quarter gauges of three decimals. All follows from the numbers of series and round, nothing is kept.
 */
final class FleetSeries {
    static final int METRICS = 40;
    private static final int CONSTANT = 0;
    private static final int GAUGE = 3;

    private final int clusters;
    private final boolean naming;

    /** @param naming true: each series names its cluster, for servers where no credential does */
    FleetSeries(int clusters, boolean naming) {
        this.clusters = clusters;
        this.naming = naming;
    }

    /** Fills in the labels of a series. */
    void labels(int series, LabelSlices into) {
        int pod = series / METRICS;
        int metric = series % METRICS;
        Labels.Builder labels = Labels.builder()
                .set(Labels.NAME, "bench_%s_%02d".formatted(isCounter(metric) ? "requests_total" : "usage", metric))
                .set("container", "server").set("endpoint", "https-metrics")
                .set("id", "/kubepods/burstable/pod%08x/%016x".formatted(pod * 0x9e3779b1, pod * 0x9e3779b97f4a7c15L))
                .set("image", "registry.example.org/shop/server:1.24." + pod % 5)
                .set("instance", "10.12.%d.%d:10250".formatted(pod / 250 % 250, pod % 250)).set("job", "kubelet")
                .set("namespace", "shop-%02d".formatted(pod % 40)).set("node", "node-%03d".formatted(pod / 30))
                .set("pod", "server-%05d".formatted(pod));
        if (naming) {
            labels.set("cluster", "bench-%02d".formatted(pod % clusters));
        }
        into.set(labels.build());
    }

    private static boolean isCounter(int metric) {
        return metric % 4 != CONSTANT && metric % 4 != GAUGE;
    }

    /** The value of a series in a round. */
    static double value(int series, long round) {
        int metric = series % METRICS;
        return switch (metric % 4) {
            case CONSTANT -> 1000 + series % 7;
            case GAUGE -> Math.round(1000 * (50 + 40 * Math.sin((round + series) / 20.0))) / 1000.0;
            default -> (double) Math.floorDiv(round * (series % 97 + 1), metric % 3 + 1);
        };
    }
}
