package dev.tributary.wire.otlp;

import java.util.Map;
import java.util.Set;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogSink;

/**
 * What a resource's records have in common: of its attributes those of few values are the labels of a stream, as Loki has it
 * by default; all others go with each record. One for each resource of a request.
 */
final class OtlpStream {
    private static final Set<String> LABELS = Set.of("service.name", "service.namespace", "service.instance.id",
            "deployment.environment", "deployment.environment.name", "cloud.region", "cloud.availability_zone",
            "k8s.cluster.name", "k8s.namespace.name", "k8s.pod.name", "k8s.container.name", "container.name",
            "k8s.replicaset.name", "k8s.deployment.name", "k8s.statefulset.name", "k8s.daemonset.name",
            "k8s.cronjob.name", "k8s.job.name");
    /** So that a stream is one even where nothing names it. */
    private static final Labels NAMELESS = Labels.of("service_name", "unknown_service");

    private final Labels labels;
    private final Labels resource;
    private final LabelSlices slices = new LabelSlices();
    private Labels scope = Labels.EMPTY;

    OtlpStream(Map<String, String> attributes) {
        Labels.Builder indexed = Labels.builder();
        Labels.Builder others = Labels.builder();
        attributes.forEach((key, value) -> set(LABELS.contains(key) ? indexed : others, key, value));
        Labels found = indexed.build();
        labels = found.isEmpty() ? NAMELESS : found;
        resource = others.build();
    }

    private static void set(Labels.Builder into, String key, String value) {
        String name = OtlpNames.label(key);
        if (!name.isEmpty()) {
            into.set(name, value);
        }
    }

    void start(LogSink sink) {
        slices.set(labels);
        sink.stream(slices);
    }

    /** What the records that follow have in common besides. */
    void scope(Map<String, String> attributes) {
        Labels.Builder all = resource.toBuilder();
        attributes.forEach((key, value) -> set(all, key, value));
        scope = all.build();
    }

    /** The structured metadata of a record with these attributes of its own; valid until the next. */
    LabelSlices metadata(Map<String, String> attributes) {
        Labels all = scope;
        if (!attributes.isEmpty()) {
            Labels.Builder builder = scope.toBuilder();
            attributes.forEach((key, value) -> set(builder, key, value));
            all = builder.build();
        }
        slices.set(all);
        return slices;
    }
}
