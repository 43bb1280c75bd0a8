package dev.tributary.app.demo.exporter;

import java.util.Arrays;
import java.util.List;

import dev.tributary.app.demo.world.Container;
import dev.tributary.app.demo.world.Pod;
import dev.tributary.app.demo.world.WorkloadSpec;

/** What kube-state-metrics says of one pod and its containers. */
final class PodStateMetrics {
    private static final List<String> PHASES = List.of("Pending", "Running", "Succeeded", "Failed", "Unknown");

    private PodStateMetrics() {
    }

    static void expose(Pod pod, Page page) {
        String[] labels = {"namespace", pod.namespace(), "pod", pod.name(), "uid", pod.uid()};
        boolean daemon = pod.workload().spec().kind() == WorkloadSpec.Kind.DAEMON_SET;
        String name = pod.workload().spec().name();
        String ownerKind = daemon ? "DaemonSet" : "ReplicaSet";
        String owner = daemon ? name : name + "-" + pod.templateHash();
        page.add("kube_pod_info", 1, with(labels, "node", pod.node().name(), "pod_ip", pod.ip(), "host_ip",
                pod.node().ip(), "created_by_kind", ownerKind, "created_by_name", owner));
        page.add("kube_pod_owner", 1, with(labels, "owner_kind", ownerKind, "owner_name", owner, "owner_is_controller",
                "true"));
        page.add("kube_pod_start_time", Math.floor(pod.createdMillis() / 1000.0), labels);
        for (String phase : PHASES) {
            boolean holds = phase.equals(pod.running() ? "Running" : "Pending");
            page.add("kube_pod_status_phase", holds ? 1 : 0, with(labels, "phase", phase));
        }
        for (String condition : List.of("true", "false", "unknown")) {
            boolean holds = condition.equals(String.valueOf(pod.ready()));
            page.add("kube_pod_status_ready", holds ? 1 : 0, with(labels, "condition", condition));
        }
        pod.containers().forEach(container -> container(pod, container, with(labels, "container",
                container.spec().name()), page));
    }

    private static void container(Pod pod, Container container, String[] labels, Page page) {
        page.add("kube_pod_container_info", 1, with(labels, "image", container.image(), "container_id",
                "containerd://" + container.id()));
        page.add("kube_pod_container_status_restarts_total", container.restarts(), labels);
        page.add("kube_pod_container_status_ready", pod.ready() ? 1 : 0, labels);
        page.add("kube_pod_container_status_running", pod.running() && !container.waiting() ? 1 : 0, labels);
        if (container.waiting()) {
            page.add("kube_pod_container_status_waiting_reason", 1, with(labels, "reason", "CrashLoopBackOff"));
        } else if (!pod.running()) {
            page.add("kube_pod_container_status_waiting_reason", 1, with(labels, "reason", "ContainerCreating"));
        }
        if (container.restarts() > 0) {
            page.add("kube_pod_container_status_last_terminated_reason", 1, with(labels, "reason", "OOMKilled"));
        }
        resources(pod, container, labels, page);
    }

    private static void resources(Pod pod, Container container, String[] labels, Page page) {
        double cores = container.spec().cpuCores();
        double bytes = (double) container.spec().memoryBytes();
        String[] onNode = with(labels, "node", pod.node().name());
        String[] cpu = with(onNode, "resource", "cpu", "unit", "core");
        String[] memory = with(onNode, "resource", "memory", "unit", "byte");
        page.add("kube_pod_container_resource_requests", cores, cpu);
        page.add("kube_pod_container_resource_requests", bytes, memory);
        page.add("kube_pod_container_resource_limits", 2 * cores, cpu);
        page.add("kube_pod_container_resource_limits", 2 * bytes, memory);
    }

    private static String[] with(String[] labels, String... more) {
        String[] all = Arrays.copyOf(labels, labels.length + more.length);
        System.arraycopy(more, 0, all, labels.length, more.length);
        return all;
    }
}
