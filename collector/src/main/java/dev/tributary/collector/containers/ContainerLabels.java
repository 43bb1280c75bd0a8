package dev.tributary.collector.containers;

import java.util.LinkedHashMap;
import java.util.Map;

/** The labels of a container's log before relabeling, whichever way it is read. */
public final class ContainerLabels {
    private static final String META = "__meta_kubernetes_";

    private ContainerLabels() {
    }

    /**
     * As Promtail and Alloy name them, and as {@code __meta_kubernetes_} labels.
     *
     * @param restarts how many instances came before
     * @param known    what else is known of the container; counts before what its folder says
     */
    public static Map<String, String> of(PodFolder folder, String container, String restarts,
            Map<String, String> known) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("namespace", folder.namespace());
        labels.put("pod", folder.pod());
        labels.put("container", container);
        labels.put("job", folder.namespace() + "/" + container);
        labels.put("pod_uid", folder.uid());
        labels.put("restarts", restarts);
        labels.put(META + "namespace", folder.namespace());
        labels.put(META + "pod_name", folder.pod());
        labels.put(META + "pod_uid", folder.uid());
        labels.put(META + "pod_container_name", container);
        labels.putAll(known);
        return labels;
    }
}
