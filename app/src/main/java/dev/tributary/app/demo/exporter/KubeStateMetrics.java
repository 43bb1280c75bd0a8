package dev.tributary.app.demo.exporter;

import java.util.List;

import dev.tributary.app.demo.world.Node;
import dev.tributary.app.demo.world.Workload;
import dev.tributary.app.demo.world.WorkloadSpec;
import dev.tributary.app.demo.world.World;

/** What kube-state-metrics says of nodes, namespaces and workloads; {@link PodStateMetrics} of pods. */
final class KubeStateMetrics {
    private static final List<String> STATUSES = List.of("true", "false", "unknown");

    private KubeStateMetrics() {
    }

    static void expose(World world, Page page) {
        world.nodes().forEach(node -> node(world, node, page));
        world.workloads().stream().map(workload -> workload.spec().namespace()).distinct().sorted()
                .forEach(namespace -> namespace(namespace, page));
        for (Workload workload : world.workloads()) {
            if (workload.spec().kind() == WorkloadSpec.Kind.DEPLOYMENT) {
                deployment(workload, page);
            } else {
                daemonSet(world, workload, page);
            }
        }
        world.pods().forEach(pod -> PodStateMetrics.expose(pod, page));
    }

    private static void node(World world, Node node, Page page) {
        page.add("kube_node_info", 1, "node", node.name(), "internal_ip", node.ip(), "kubelet_version",
                world.spec().kubernetesVersion(), "container_runtime_version", "containerd://2.1.4", "os_image",
                "Debian GNU/Linux 13 (trixie)", "kernel_version", "6.12.41");
        page.add("kube_node_labels", 1, "node", node.name(), "label_topology_kubernetes_io_region",
                world.spec().region(), "label_topology_kubernetes_io_zone", node.zone());
        page.add("kube_node_spec_unschedulable", 0, "node", node.name());
        // The control plane no longer hears of the node: neither ready nor known to be unready
        condition(node, "Ready", node.ready() ? "true" : "unknown", page);
        for (String pressure : List.of("MemoryPressure", "DiskPressure", "PIDPressure")) {
            condition(node, pressure, node.ready() ? "false" : "unknown", page);
        }
        for (String kind : List.of("allocatable", "capacity")) {
            String name = "kube_node_status_" + kind;
            double share = kind.equals("capacity") ? 1 : 0.95;
            page.add(name, node.cores() * share, "node", node.name(), "resource", "cpu", "unit", "core");
            page.add(name, node.memoryBytes() * share, "node", node.name(), "resource", "memory", "unit", "byte");
            page.add(name, 110, "node", node.name(), "resource", "pods", "unit", "integer");
        }
    }

    private static void condition(Node node, String condition, String holds, Page page) {
        for (String status : STATUSES) {
            page.add("kube_node_status_condition", status.equals(holds) ? 1 : 0, "node", node.name(), "condition",
                    condition, "status", status);
        }
    }

    private static void namespace(String namespace, Page page) {
        page.add("kube_namespace_status_phase", 1, "namespace", namespace, "phase", "Active");
        page.add("kube_namespace_status_phase", 0, "namespace", namespace, "phase", "Terminating");
    }

    private static void deployment(Workload workload, Page page) {
        String[] labels = {"namespace", workload.spec().namespace(), "deployment", workload.spec().name()};
        int wanted = workload.spec().replicas();
        int ready = workload.readyPods();
        page.add("kube_deployment_spec_replicas", wanted, labels);
        page.add("kube_deployment_status_replicas", workload.pods().size(), labels);
        page.add("kube_deployment_status_replicas_ready", ready, labels);
        page.add("kube_deployment_status_replicas_available", ready, labels);
        page.add("kube_deployment_status_replicas_unavailable", Math.max(0, wanted - ready), labels);
        page.add("kube_deployment_status_replicas_updated", workload.currentPods(), labels);
        page.add("kube_deployment_metadata_generation", workload.generation(), labels);
        page.add("kube_deployment_status_observed_generation", workload.generation(), labels);
    }

    private static void daemonSet(World world, Workload workload, Page page) {
        String[] labels = {"namespace", workload.spec().namespace(), "daemonset", workload.spec().name()};
        page.add("kube_daemonset_status_desired_number_scheduled", world.nodes().size(), labels);
        page.add("kube_daemonset_status_number_ready", workload.readyPods(), labels);
        page.add("kube_daemonset_status_number_unavailable", world.nodes().size() - workload.readyPods(), labels);
    }
}
