package dev.tributary.app.demo.exporter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.tributary.app.demo.world.Node;
import dev.tributary.app.demo.world.Pod;
import dev.tributary.app.demo.world.World;
import dev.tributary.model.Labels;

/**
 * Something that a cluster's Prometheus scrapes.
 *
 * @param labels    of the target; identify it
 * @param reachable it answers now
 * @param exposes   writes what it exposes
 */
public record ScrapeTarget(Labels labels, boolean reachable, Consumer<Page> exposes) {
    /** All targets of a cluster as it is now. */
    public static List<ScrapeTarget> of(World world) {
        List<ScrapeTarget> targets = new ArrayList<>();
        targets.add(new ScrapeTarget(Labels.of("job", "apiserver", "instance", "10.20.0.5:6443", "namespace", "default",
                "service", "kubernetes", "endpoint", "https"), true, page -> ApiServerExporter.expose(world, page)));
        for (Node node : world.nodes()) {
            targets.add(new ScrapeTarget(
                    Labels.of("job", "node-exporter", "instance", node.ip() + ":9100", "namespace", "monitoring",
                            "service", "node-exporter", "endpoint", "http-metrics"),
                    node.ready(), page -> NodeExporter.expose(world, node, page)));
            targets.add(new ScrapeTarget(
                    Labels.of("job", "kubelet", "instance", node.ip() + ":10250", "namespace", "kube-system", "service",
                            "kubelet", "endpoint", "https-metrics", "metrics_path", "/metrics/cadvisor", "node",
                            node.name()),
                    node.ready(), page -> CAdvisor.expose(world, node, page)));
        }
        for (Pod pod : world.pods()) {
            addPodTargets(world, pod, targets);
        }
        return targets;
    }

    private static void addPodTargets(World world, Pod pod, List<ScrapeTarget> targets) {
        String workload = pod.workload().spec().name();
        boolean answers = pod.ready();
        if (workload.equals("kube-state-metrics")) {
            targets.add(new ScrapeTarget(
                    Labels.of("job", workload, "instance", pod.ip() + ":8080", "service", workload, "endpoint", "http"),
                    answers, page -> KubeStateMetrics.expose(world, page)));
        } else if (workload.equals("prometheus")) {
            targets.add(new ScrapeTarget(Labels.of("job", workload, "instance", pod.ip() + ":9090", "namespace",
                    pod.namespace(), "pod", pod.name(), "service", "prometheus-k8s", "endpoint", "web"), answers,
                    page -> PrometheusExporter.expose(world, pod, page)));
        } else if (pod.http() != null && pod.running()) {
            targets.add(new ScrapeTarget(
                    Labels.of("job", pod.namespace() + "/" + workload, "instance", pod.ip() + ":8080", "namespace",
                            pod.namespace(), "pod", pod.name(), "container", workload, "endpoint", "metrics"),
                    answers, page -> ApplicationExporter.expose(pod, page)));
        }
    }
}
