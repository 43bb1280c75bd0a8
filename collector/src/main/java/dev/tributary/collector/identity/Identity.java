package dev.tributary.collector.identity;

import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;

/**
 * What the collector says of the cluster on every series.
 *
 * @param cluster        becomes the {@code cluster} label
 * @param identityLabels further labels that always hold, such as region; where the series brought another value under the
 *                       same name, that moves to {@code exported_<name>}, as it does for {@code cluster}
 * @param externalLabels labels as Prometheus' external_labels: only for series that lack them
 */
public record Identity(ClusterId cluster, Labels identityLabels, Labels externalLabels) {
    private static final String EXPORTED = "exported_";

    public Identity {
        if (identityLabels.has(ClusterId.LABEL)) {
            throw new IllegalArgumentException("identity_labels cannot hold the cluster label: it is named by cluster");
        }
        if (externalLabels.has(ClusterId.LABEL)) {
            throw new IllegalArgumentException("external_labels cannot hold the cluster label: it is named by cluster");
        }
    }

    /** Puts the identity on the labels of a series; true when another value had to move to {@code exported_<name>}. */
    public boolean stamp(Labels.Builder labels) {
        boolean moved = claim(labels, ClusterId.LABEL, cluster.value());
        for (int i = 0; i < identityLabels.size(); i++) {
            moved |= claim(labels, identityLabels.name(i), identityLabels.value(i));
        }
        externalLabels.forEach((name, value) -> {
            if (labels.get(name).isEmpty()) {
                labels.set(name, value);
            }
        });
        return moved;
    }

    private static boolean claim(Labels.Builder labels, String name, String value) {
        String brought = labels.get(name);
        boolean conflict = !brought.isEmpty() && !brought.equals(value);
        if (conflict) {
            setExported(labels, name, brought);
        }
        labels.set(name, value);
        return conflict;
    }

    /** Moves a value to {@code exported_<name>}, with the prefix repeated until the name is free, as Prometheus does. */
    public static void setExported(Labels.Builder labels, String name, String value) {
        String free = EXPORTED + name;
        while (!labels.get(free).isEmpty()) {
            free = EXPORTED + free;
        }
        labels.set(free, value);
    }
}
