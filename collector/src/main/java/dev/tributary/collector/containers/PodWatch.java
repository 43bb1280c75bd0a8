package dev.tributary.collector.containers;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import dev.tributary.collector.kubernetes.KubernetesSelector;
import dev.tributary.collector.kubernetes.PodMeta;
import dev.tributary.collector.kubernetes.WatchFailures;
import dev.tributary.collector.kubernetes.WatchedKind;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;

/** The pods of a node, or of the cluster, watched at the API. Safe for several threads. */
public final class PodWatch implements PodLabels {
    /** Labels that name an application, the best one first. */
    private static final List<String> APP_LABELS = List.of("app.kubernetes.io/name", "app", "k8s-app");
    /** How long logs wait for an API that does not answer, and for a pod that it does not know. */
    private static final Duration LIST_WAIT = Duration.ofSeconds(30);
    private static final Duration POD_WAIT = Duration.ofSeconds(10);
    private static final int ASKED_MAX = 10_000;

    private final KubernetesClient client;
    private final WatchedKind<Pod> pods = new WatchedKind<>();
    private final WatchFailures failures = new WatchFailures("pods for their logs");
    private final LongSupplier nanos;
    private final long started;
    private final Map<PodFolder, Long> asked = new ConcurrentHashMap<>();

    /**
     * Begins to watch.
     *
     * @param client     closed with this
     * @param namespaces none means all
     * @param selector   null for all pods
     * @param nanos      time that only goes forward
     */
    public PodWatch(KubernetesClient client, List<String> namespaces, @Nullable KubernetesSelector selector,
            LongSupplier nanos) {
        this.client = client;
        this.nanos = nanos;
        started = nanos.getAsLong();
        pods.add(client.pods(), namespaces, selector);
        pods.start(failures::recovered, failures);
    }

    @Override
    public @Nullable Map<String, String> of(PodFolder folder, String container) {
        Pod pod = pods.find(folder.namespace(), folder.pod());
        if (pod != null && pod.getStatus() != null) {
            asked.remove(folder);
            return labels(pod, folder);
        }
        long now = nanos.getAsLong();
        if (!pods.isWhole()) {
            return now - started < LIST_WAIT.toNanos() ? null : Map.of();
        }
        if (asked.size() >= ASKED_MAX) {
            asked.clear();
        }
        return now - asked.computeIfAbsent(folder, _ -> now) < POD_WAIT.toNanos() ? null : Map.of();
    }

    private static Map<String, String> labels(Pod pod, PodFolder folder) {
        Map<String, String> labels = new HashMap<>(PodMeta.labels(pod));
        Map<String, String> own = Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of());
        APP_LABELS.stream().map(own::get).filter(Objects::nonNull).findFirst()
                .ifPresent(app -> labels.put("app", app));
        if (pod.getSpec().getNodeName() != null) {
            labels.put("node_name", pod.getSpec().getNodeName());
        }
        Map<String, String> annotations = Objects.requireNonNullElse(pod.getMetadata().getAnnotations(), Map.of());
        // The folder of a static pod has the hash of its file; the API knows its mirror by another UID.
        boolean mirror = folder.uid().equals(annotations.get("kubernetes.io/config.mirror"))
                || folder.uid().equals(annotations.get("kubernetes.io/config.hash"));
        if (mirror) {
            labels.put("pod_uid", pod.getMetadata().getUid());
        }
        return labels;
    }

    /** True when the first list is whole: a pod that is not among them now is gone. */
    public boolean isWhole() {
        return pods.isWhole();
    }

    /** All pods that are known now. */
    public List<Pod> all() {
        return pods.all();
    }

    @Override
    public void close() {
        pods.close();
        client.close();
    }
}
