package dev.tributary.testkit;

import dev.tributary.model.ClusterId;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.WriterIdentity;

/** From the labels a writer sent to the labels a reader sees. */
final class StoredLabels {
    private StoredLabels() {
    }

    /** Why a sorted label set cannot be a series, or the empty string. */
    static String problemOf(LabelSlices sorted) {
        String problem = problemOf(sorted, "series");
        if (!problem.isEmpty()) {
            return problem;
        }
        for (int i = 0; i < sorted.size(); i++) {
            if (sorted.valueLength(i) > 0 && sorted.name(i).equals(Labels.NAME)) {
                return "";
            }
        }
        return "series " + sorted + " has no metric name";
    }

    /** Why a sorted label set cannot be a log stream, or the empty string. */
    static String streamProblemOf(LabelSlices sorted) {
        return sorted.size() == 0 ? "a stream without labels" : problemOf(sorted, "stream");
    }

    private static String problemOf(LabelSlices sorted, String what) {
        for (int i = 0; i < sorted.size(); i++) {
            if (sorted.nameLength(i) == 0) {
                return "a label without a name in " + what + " " + sorted;
            }
            if (i > 0 && sorted.compareNames(i - 1, i) == 0) {
                return "label " + sorted.name(i) + " stands twice in " + what + " " + sorted;
            }
        }
        return "";
    }

    /** The labels with the writer's cluster, and a foreign {@code cluster} label moved out of the way. */
    static Labels stamp(Labels sent, WriterIdentity identity) {
        String own = sent.get(ClusterId.LABEL);
        if (own.isEmpty()) {
            return sent.with(ClusterId.LABEL, identity.cluster().value());
        }
        if (own.equals(identity.cluster().value()) || identity.labelsDecide() && isUsable(own)) {
            return sent;
        }
        String free = ClusterId.EXPORTED_LABEL;
        while (sent.has(free)) {
            free = "exported_" + free;
        }
        return sent.toBuilder().set(free, own).set(ClusterId.LABEL, identity.cluster().value()).build();
    }

    /** A user's data may not pose as the hub. */
    private static boolean isUsable(String cluster) {
        if (cluster.equals(ClusterId.HUB.value())) {
            return false;
        }
        try {
            return !new ClusterId(cluster).value().isEmpty();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
