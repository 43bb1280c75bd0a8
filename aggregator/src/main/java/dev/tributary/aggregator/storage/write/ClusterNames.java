package dev.tributary.aggregator.storage.write;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tributary.model.ClusterId;
import dev.tributary.model.LabelSlices;

/** Recognises the cluster label in label bytes. */
final class ClusterNames {
    static final byte[] LABEL = ClusterId.LABEL.getBytes(StandardCharsets.UTF_8);

    private ClusterNames() {
    }

    static boolean isCluster(LabelSlices labels, int index) {
        int from = labels.nameOffset(index);
        return labels.nameLength(index) == LABEL.length
                && Arrays.equals(labels.bytes(), from, from + LABEL.length, LABEL, 0, LABEL.length);
    }

    static boolean hasValue(LabelSlices labels, int index, byte[] value) {
        int from = labels.valueOffset(index);
        return labels.valueLength(index) == value.length
                && Arrays.equals(labels.bytes(), from, from + value.length, value, 0, value.length);
    }
}
