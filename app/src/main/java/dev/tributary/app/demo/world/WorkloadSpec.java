package dev.tributary.app.demo.world;

import java.util.List;

/**
 * A workload as its manifest describes it.
 *
 * @param replicas   of a deployment; a daemon set has one pod on each node
 * @param servesHttp its pods answer requests and count them
 */
public record WorkloadSpec(Kind kind, String namespace, String name, int replicas, boolean servesHttp,
        List<ContainerSpec> containers) {
    /** The kinds that occur. */
    public enum Kind {
        DEPLOYMENT, DAEMON_SET
    }

    public WorkloadSpec {
        containers = List.copyOf(containers);
    }

    static WorkloadSpec deployment(String namespace, String name, int replicas, ContainerSpec... containers) {
        return new WorkloadSpec(Kind.DEPLOYMENT, namespace, name, replicas, false, List.of(containers));
    }

    static WorkloadSpec daemonSet(String namespace, String name, ContainerSpec... containers) {
        return new WorkloadSpec(Kind.DAEMON_SET, namespace, name, 0, false, List.of(containers));
    }

    WorkloadSpec servingHttp() {
        return new WorkloadSpec(kind, namespace, name, replicas, true, containers);
    }
}
