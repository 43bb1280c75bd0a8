package dev.tributary.collector.podlogs;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.tributary.collector.containers.PodFolder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;

/**
 * What the API says of a container.
 *
 * @param instance the runtime's ID of the instance that runs, or ran last
 * @param restarts how many instances came before
 * @param ended    true when it does not run now
 */
record ContainerState(String instance, int restarts, boolean ended) {
    /** A container that the API does not know any more. */
    static final ContainerState GONE = new ContainerState("", 0, true);

    /** The containers of a pod that have a log; those that never ran have none. */
    static Map<ContainerId, ContainerState> of(Pod pod) {
        Map<ContainerId, ContainerState> containers = new TreeMap<>();
        PodStatus status = pod.getStatus();
        if (status != null) {
            PodFolder folder = new PodFolder(pod.getMetadata().getNamespace(), pod.getMetadata().getName(),
                    pod.getMetadata().getUid());
            Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses(),
                    status.getEphemeralContainerStatuses()).flatMap(Collection::stream)
                    .forEach(container -> {
                        ContainerState state = of(container);
                        if (!state.instance().isEmpty()) {
                            containers.put(new ContainerId(folder, container.getName()), state);
                        }
                    });
        }
        return containers;
    }

    private static ContainerState of(ContainerStatus status) {
        String instance = status.getContainerID();
        if ((instance == null || instance.isEmpty()) && status.getLastState() != null
                && status.getLastState().getTerminated() != null) {
            instance = status.getLastState().getTerminated().getContainerID();
        }
        boolean running = status.getState() != null && status.getState().getRunning() != null;
        int restarts = status.getRestartCount() == null ? 0 : status.getRestartCount();
        return new ContainerState(instance == null ? "" : instance, restarts, !running);
    }
}
