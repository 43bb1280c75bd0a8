package dev.tributary.wire.otlp;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;

/**
 * Where points come from: the service that Prometheus knows as job and instance, and all the rest, which
 * {@code target_info} tells. One for each resource of a request.
 */
final class OtlpResource {
    private static final String NAMESPACE = "service.namespace";
    private static final String NAME = "service.name";
    private static final String INSTANCE = "service.instance.id";
    private static final String INFO = "target_info";

    /** Half of the lookback, so that an instant between two of them finds one. */
    private static final long INFO_INTERVAL_MILLIS = 150_000;

    /** Beyond this a request's times are not believed, and only the newest is told. */
    private static final int INFOS_MAX = 1000;

    private final Map<String, String> attributes;
    private final Labels identity;
    private long earliestMillis = Long.MAX_VALUE;
    private long latestMillis = Long.MIN_VALUE;

    OtlpResource(Map<String, String> attributes) {
        this.attributes = attributes;
        Labels.Builder labels = Labels.builder();
        String name = attributes.getOrDefault(NAME, "");
        String namespace = attributes.getOrDefault(NAMESPACE, "");
        if (!name.isEmpty()) {
            labels.set("job", namespace.isEmpty() ? name : namespace + "/" + name);
        }
        labels.set("instance", attributes.getOrDefault(INSTANCE, ""));
        identity = labels.build();
    }

    /** Notes a point's time. */
    void seen(long timestampMillis) {
        earliestMillis = Math.min(earliestMillis, timestampMillis);
        latestMillis = Math.max(latestMillis, timestampMillis);
    }

    /**
     * The labels of a point's series without its name: its attributes, and whose they are. Names that become the same have
     * their values joined, in the order of the names as they were.
     */
    Labels.Builder labels(Map<String, String> pointAttributes) {
        Labels.Builder labels = Labels.builder();
        add(pointAttributes, Set.of(Labels.NAME), labels);
        identity.forEach(labels::set);
        return labels;
    }

    private static void add(Map<String, String> attributes, Set<String> without, Labels.Builder labels) {
        attributes.forEach((key, value) -> {
            String name = without.contains(key) ? "" : OtlpNames.label(key);
            if (!name.isEmpty()) {
                String before = labels.get(name);
                labels.set(name, before.isEmpty() ? value : before + ";" + value);
            }
        });
    }

    /** Writes {@code target_info} over the times of the resource's points, where there is something to tell. */
    void writeInfo(OtlpOutput out) {
        Set<String> identifying = Set.of(NAMESPACE, NAME, INSTANCE, Labels.NAME);
        Set<String> others = new HashSet<>(attributes.keySet());
        others.removeAll(identifying);
        if (others.isEmpty() || identity.size() == 0 || latestMillis == Long.MIN_VALUE) {
            return;
        }
        Labels.Builder labels = Labels.builder();
        add(attributes, identifying, labels);
        identity.forEach(labels::set);
        out.metadata(new MetricMetadata(INFO, MetricType.GAUGE, "Target metadata", ""));
        out.series(labels, INFO);
        boolean believed = (latestMillis - earliestMillis) / INFO_INTERVAL_MILLIS < INFOS_MAX;
        for (long time = earliestMillis; believed && time < latestMillis; time += INFO_INTERVAL_MILLIS) {
            out.sample(time, 1, 0);
        }
        out.sample(latestMillis, 1, 0);
    }
}
