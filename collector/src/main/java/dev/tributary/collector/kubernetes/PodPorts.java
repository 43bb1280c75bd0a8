package dev.tributary.collector.kubernetes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tributary.runtime.discovery.TargetGroup;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import org.jspecify.annotations.Nullable;

/**
 * The pods behind one set of endpoints: gives their labels to the endpoints, and a target for each container port that no
 * endpoint named, as Prometheus does.
 */
final class PodPorts {
    private record Seen(Pod pod, Set<Integer> ports) {
    }

    private final Map<String, Seen> pods = new LinkedHashMap<>();

    /** Labels of the pod behind an endpoint and of its container at that port; nothing for no pod. */
    MetaLabels behind(@Nullable Pod pod, @Nullable Integer port) {
        if (pod == null) {
            return new MetaLabels();
        }
        String key = pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
        Seen seen = pods.computeIfAbsent(key, _ -> new Seen(pod, new HashSet<>()));
        MetaLabels labels = PodTargets.labels(pod);
        if (port != null) {
            seen.ports().add(port);
            pod.getSpec().getContainers().forEach(container -> atPort(labels, container, false, port));
            pod.getSpec().getInitContainers().forEach(container -> atPort(labels, container, true, port));
        }
        return labels;
    }

    private static void atPort(MetaLabels labels, Container container, boolean init, int number) {
        for (ContainerPort port : container.getPorts()) {
            if (port.getContainerPort() == number) {
                labels.addAll(PodTargets.containerLabels(container, init)).addAll(PodTargets.portLabels(port));
            }
        }
    }

    /** The ports that were not asked for. */
    List<TargetGroup> others(MetaLabels shared) {
        List<TargetGroup> targets = new ArrayList<>();
        for (Seen seen : pods.values()) {
            String ip = seen.pod().getStatus().getPodIP();
            if (ip == null || ip.isEmpty()) {
                continue;
            }
            MetaLabels pod = shared.copy().addAll(PodTargets.labels(seen.pod()));
            seen.pod().getSpec().getContainers().forEach(container -> add(targets, pod, seen, container, false));
            seen.pod().getSpec().getInitContainers().forEach(container -> add(targets, pod, seen, container, true));
        }
        return targets;
    }

    private static void add(List<TargetGroup> targets, MetaLabels pod, Seen seen, Container container, boolean init) {
        for (ContainerPort port : container.getPorts()) {
            if (!seen.ports().contains(port.getContainerPort())) {
                targets.add(pod.copy().addAll(PodTargets.containerLabels(container, init))
                        .addAll(PodTargets.portLabels(port))
                        .at(MetaLabels.address(seen.pod().getStatus().getPodIP(), port.getContainerPort())));
            }
        }
    }
}
