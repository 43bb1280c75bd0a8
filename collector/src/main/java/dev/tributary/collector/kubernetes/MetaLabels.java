package dev.tributary.collector.kubernetes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.runtime.discovery.TargetGroup;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import org.jspecify.annotations.Nullable;

/** Collects {@code __meta_kubernetes_} labels of one target. */
final class MetaLabels {
    private static final String PREFIX = "__meta_kubernetes_";

    private final Map<String, String> labels;

    MetaLabels() {
        labels = new HashMap<>();
    }

    private MetaLabels(Map<String, String> labels) {
        this.labels = new HashMap<>(labels);
    }

    MetaLabels copy() {
        return new MetaLabels(labels);
    }

    /** Sets a label; null counts as absent. */
    MetaLabels set(String name, @Nullable Object value) {
        if (value != null) {
            labels.put(PREFIX + name, value.toString());
        }
        return this;
    }

    /** Name, labels and annotations of an object. */
    MetaLabels object(String kind, ObjectMeta meta) {
        set(kind + "_name", meta.getName());
        return labelsOf(kind, meta).annotationsOf(kind, meta);
    }

    MetaLabels labelsOf(String kind, ObjectMeta meta) {
        return all(kind + "_label", meta.getLabels());
    }

    MetaLabels annotationsOf(String kind, ObjectMeta meta) {
        return all(kind + "_annotation", meta.getAnnotations());
    }

    private MetaLabels all(String kind, @Nullable Map<String, String> values) {
        if (values != null) {
            values.forEach((name, value) -> {
                String word = labelWord(name);
                set(kind + "_" + word, value).set(kind + "present_" + word, "true");
            });
        }
        return this;
    }

    /** A name with everything replaced that a label name may not hold, as Prometheus does. */
    static String labelWord(String name) {
        StringBuilder word = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
            word.append(plain ? c : '_');
        }
        return word.toString();
    }

    MetaLabels addAll(MetaLabels others) {
        labels.putAll(others.labels);
        return this;
    }

    Map<String, String> toMap() {
        return Map.copyOf(labels);
    }

    /** One target with these labels. */
    TargetGroup at(String address) {
        return new TargetGroup(List.of(address), labels);
    }

    /** Host and port as an address; an IPv6 host in brackets. */
    static String address(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
