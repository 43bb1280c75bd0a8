package dev.tributary.collector.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.tributary.runtime.discovery.TargetGroup;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import org.jspecify.annotations.Nullable;

/** The role pod, and the labels that pods give to the targets of other roles. */
final class PodTargets {
    private PodTargets() {
    }

    static List<TargetGroup> of(ClusterView view) {
        List<TargetGroup> targets = new ArrayList<>();
        for (Pod pod : view.pods()) {
            String ip = pod.getStatus() == null ? null : pod.getStatus().getPodIP();
            // A pod that starts, or was evicted, has no address
            if (ip == null || ip.isEmpty()) {
                continue;
            }
            MetaLabels labels = labels(pod);
            labels.set("namespace", pod.getMetadata().getNamespace());
            labels.addAll(NodeTargets.attached(view.node(pod.getSpec().getNodeName())));
            labels.addAll(NamespaceLabels.of(view.namespace(pod.getMetadata().getNamespace())));
            pod.getSpec().getContainers().forEach(container -> add(targets, labels, pod, ip, container, false));
            pod.getSpec().getInitContainers().forEach(container -> add(targets, labels, pod, ip, container, true));
        }
        return targets;
    }

    private static void add(List<TargetGroup> targets, MetaLabels pod, Pod of, String ip, Container container,
            boolean init) {
        MetaLabels labels = pod.copy().addAll(containerLabels(container, init)).set("pod_container_id",
                containerId(of, container.getName()));
        if (container.getPorts().isEmpty()) {
            // Without a port the configuration has to add one
            targets.add(labels.at(ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip));
        }
        for (ContainerPort port : container.getPorts()) {
            targets.add(labels.copy().addAll(portLabels(port)).at(MetaLabels.address(ip, port.getContainerPort())));
        }
    }

    /** Name and image of a container, and whether it is one that begins before the others. */
    static MetaLabels containerLabels(Container container, boolean init) {
        return new MetaLabels().set("pod_container_name", container.getName())
                .set("pod_container_image", container.getImage()).set("pod_container_init", init);
    }

    private static @Nullable String containerId(Pod pod, String name) {
        List<ContainerStatus> statuses = new ArrayList<>(pod.getStatus().getContainerStatuses());
        statuses.addAll(pod.getStatus().getInitContainerStatuses());
        return statuses.stream().filter(status -> name.equals(status.getName())).map(ContainerStatus::getContainerID)
                .filter(id -> id != null && !id.isEmpty()).findFirst().orElse(null);
    }

    static MetaLabels portLabels(ContainerPort port) {
        return new MetaLabels().set("pod_container_port_name", port.getName() == null ? "" : port.getName())
                .set("pod_container_port_number", port.getContainerPort())
                .set("pod_container_port_protocol", port.getProtocol() == null ? "TCP" : port.getProtocol());
    }

    /** What every target of a pod carries, whatever role found it. */
    static MetaLabels labels(Pod pod) {
        MetaLabels labels = new MetaLabels().object("pod", pod.getMetadata())
                .set("pod_ip", pod.getStatus().getPodIP()).set("pod_ready", ready(pod))
                .set("pod_phase", pod.getStatus().getPhase()).set("pod_node_name", pod.getSpec().getNodeName())
                .set("pod_host_ip", pod.getStatus().getHostIP()).set("pod_uid", pod.getMetadata().getUid());
        for (OwnerReference owner : pod.getMetadata().getOwnerReferences()) {
            if (Boolean.TRUE.equals(owner.getController())) {
                labels.set("pod_controller_kind", owner.getKind()).set("pod_controller_name", owner.getName());
            }
        }
        return labels;
    }

    private static String ready(Pod pod) {
        return pod.getStatus().getConditions().stream().filter(condition -> "Ready".equals(condition.getType()))
                .map(PodCondition::getStatus).findFirst().orElse("Unknown").toLowerCase(Locale.ROOT);
    }
}
