package dev.tributary.app.demo.world;

import dev.tributary.app.demo.world.ClusterEvent.Notice;
import dev.tributary.app.demo.world.ClusterEvent.Subject;

/** What the components of a cluster say in events when something happens, in the words that Kubernetes uses. */
final class Notices {
    private final EventLog log;
    private final Ids ids;

    Notices(EventLog log, Ids ids) {
        this.log = log;
        this.ids = ids;
    }

    private static Subject subject(Pod pod) {
        return new Subject("Pod", pod.namespace(), pod.name(), pod.uid());
    }

    private Subject owner(Workload workload, String templateHash) {
        WorkloadSpec spec = workload.spec();
        return spec.kind() == WorkloadSpec.Kind.DAEMON_SET
                ? new Subject("DaemonSet", spec.namespace(), spec.name(), ids.of("DaemonSet/" + spec.name()))
                : new Subject("ReplicaSet", spec.namespace(), spec.name() + "-" + templateHash,
                        ids.of("ReplicaSet/" + spec.name() + "-" + templateHash));
    }

    private static String controller(Workload workload) {
        return workload.spec().kind() == WorkloadSpec.Kind.DAEMON_SET
                ? "daemonset-controller"
                : "replicaset-controller";
    }

    private void kubelet(Pod pod, boolean warning, String reason, String message, long nowMillis) {
        log.note(new Notice(subject(pod), warning, reason, message, "kubelet", pod.node().name()), nowMillis);
    }

    void created(Pod pod, long nowMillis) {
        log.note(new Notice(owner(pod.workload(), pod.templateHash()), false, "SuccessfulCreate",
                "Created pod: " + pod.name(), controller(pod.workload()), ""), nowMillis);
        log.note(new Notice(subject(pod), false, "Scheduled", "Successfully assigned %s/%s to %s"
                .formatted(pod.namespace(), pod.name(), pod.node().name()), "default-scheduler", ""), nowMillis);
    }

    void started(Pod pod, long nowMillis) {
        pod.containers().forEach(container -> started(pod, container, nowMillis));
    }

    void started(Pod pod, Container container, long nowMillis) {
        kubelet(pod, false, "Pulled",
                "Container image \"" + container.image() + "\" already present on machine", nowMillis);
        kubelet(pod, false, "Created", "Created container: " + container.spec().name(), nowMillis);
        kubelet(pod, false, "Started", "Started container " + container.spec().name(), nowMillis);
    }

    void waits(Pod pod, Container container, long nowMillis) {
        kubelet(pod, true, "BackOff", "Back-off restarting failed container %s in pod %s_%s(%s)"
                .formatted(container.spec().name(), pod.name(), pod.namespace(), pod.uid()), nowMillis);
    }

    void unhealthy(Pod pod, long nowMillis) {
        kubelet(pod, true, "Unhealthy", "Readiness probe failed: Get \"http://" + pod.ip()
                + ":8080/ready\": dial tcp " + pod.ip() + ":8080: connect: connection refused", nowMillis);
    }

    void removed(Pod pod, long nowMillis) {
        pod.containers().forEach(container -> kubelet(pod, false, "Killing",
                "Stopping container " + container.spec().name(), nowMillis));
        log.note(new Notice(owner(pod.workload(), pod.templateHash()), false, "SuccessfulDelete",
                "Deleted pod: " + pod.name(), controller(pod.workload()), ""), nowMillis);
    }

    void rollsOut(Workload workload, long nowMillis) {
        WorkloadSpec spec = workload.spec();
        log.note(new Notice(new Subject("Deployment", spec.namespace(), spec.name(),
                ids.of("Deployment/" + spec.name())), false, "ScalingReplicaSet",
                "Scaled up replica set %s-%s from 0 to 1".formatted(spec.name(), workload.templateHash()),
                "deployment-controller", ""), nowMillis);
    }

    private static Subject subject(Node node) {
        return new Subject("Node", "", node.name(), node.name());
    }

    void failed(Node node, Iterable<Pod> pods, long nowMillis) {
        log.note(
                new Notice(subject(node), false, "NodeNotReady", "Node " + node.name() + " status is now: NodeNotReady",
                        "node-controller", ""),
                nowMillis);
        pods.forEach(pod -> log.note(new Notice(subject(pod), true, "NodeNotReady", "Node is not ready",
                "node-controller", ""), nowMillis));
    }

    void booted(Node node, long nowMillis) {
        log.note(new Notice(subject(node), false, "Starting", "Starting kubelet.", "kubelet", node.name()), nowMillis);
        log.note(new Notice(subject(node), true, "Rebooted", "Node " + node.name() + " has been rebooted, boot id: "
                + ids.uid(), "kubelet", node.name()), nowMillis);
        log.note(new Notice(subject(node), false, "NodeReady", "Node " + node.name() + " status is now: NodeReady",
                "kubelet", node.name()), nowMillis);
    }
}
