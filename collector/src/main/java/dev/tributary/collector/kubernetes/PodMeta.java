package dev.tributary.collector.kubernetes;

import java.util.Map;

import io.fabric8.kubernetes.api.model.Pod;

/** The {@code __meta_kubernetes_} labels of a pod for others than the discovery of targets. */
public final class PodMeta {
    private PodMeta() {
    }

    /** As the role pod has them; of a pod that has a status. */
    public static Map<String, String> labels(Pod pod) {
        return PodTargets.labels(pod).toMap();
    }
}
