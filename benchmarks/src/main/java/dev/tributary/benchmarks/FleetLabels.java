package dev.tributary.benchmarks;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;

/** Label sets like those of a Kubernetes cluster: ten labels, about 280 bytes, fifty metrics over many pods. */
final class FleetLabels {
    private static final int METRICS = 50;

    private FleetLabels() {
    }

    static List<Labels> series(int count) {
        List<Labels> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int pod = i / METRICS;
            all.add(Labels.builder()
                    .set(Labels.NAME, "container_resource_usage_metric_%02d_total".formatted(i % METRICS))
                    .set("container", "server").set("endpoint", "https-metrics")
                    .set("id", "/kubepods/burstable/pod%08x/%012x".formatted(pod * 0x9e3779b1, pod * 0x9e3779b97f4aL))
                    .set("image", "registry.example.org/shop/server:1.24.%d".formatted(pod % 5))
                    .set("instance", "10.12.%d.%d:10250".formatted(pod % 16, pod % 250)).set("job", "kubelet")
                    .set("namespace", "shop-%02d".formatted(pod % 40)).set("node", "node-%03d".formatted(pod % 120))
                    .set("pod", "server-%08x-%05x".formatted(pod / 3, pod)).build());
        }
        return all;
    }

    static List<LabelSlices> slices(List<Labels> series) {
        List<LabelSlices> all = new ArrayList<>(series.size());
        for (Labels labels : series) {
            LabelSlices slices = new LabelSlices();
            slices.set(labels);
            all.add(slices);
        }
        return all;
    }
}
