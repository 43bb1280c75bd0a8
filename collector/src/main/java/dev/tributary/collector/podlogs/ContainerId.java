package dev.tributary.collector.podlogs;

import dev.tributary.collector.containers.PodFolder;

/** A container of a pod, through all its restarts. Written as kubelet names its folder. */
record ContainerId(PodFolder pod, String container) implements Comparable<ContainerId> {
    /** Path of its log below the API server. */
    String path() {
        return "/api/v1/namespaces/" + pod.namespace() + "/pods/" + pod.pod() + "/log";
    }

    @Override
    public int compareTo(ContainerId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return pod.namespace() + "_" + pod.pod() + "_" + pod.uid() + "/" + container;
    }
}
