package dev.tributary.aggregator.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.tributary.model.ClusterId;
import dev.tributary.model.LabelSlices;

/**
 * Splits a request by the {@code cluster} labels of its series, for hubs without credentials. Series of one cluster usually
 * follow each other, so the share is looked up only when the name changes.
 */
final class IntakeShares {
    private static final byte[] CLUSTER_LABEL = ClusterId.LABEL.getBytes(StandardCharsets.UTF_8);

    private final ClusterIntakes intakes;
    private final IntakeShare own;
    private final List<IntakeShare> shares = new ArrayList<>(1);
    private byte[] lastName = new byte[0];
    private IntakeShare last;

    IntakeShares(ClusterIntakes intakes, ClusterIntake identity) {
        this.intakes = intakes;
        own = new IntakeShare(identity);
        last = own;
        shares.add(own);
    }

    /** The share of series that name no cluster. */
    IntakeShare own() {
        return own;
    }

    List<IntakeShare> all() {
        return shares;
    }

    IntakeShare of(LabelSlices labels) {
        for (int i = 0; i < labels.size(); i++) {
            if (labels.nameLength(i) == CLUSTER_LABEL.length && equal(labels, labels.nameOffset(i), CLUSTER_LABEL)) {
                return ofValue(labels, i);
            }
        }
        return own;
    }

    private IntakeShare ofValue(LabelSlices labels, int index) {
        int length = labels.valueLength(index);
        int from = labels.valueOffset(index);
        if (length != lastName.length || !equal(labels, from, lastName)) {
            ClusterIntake named = intakes.ofLabel(labels.value(index));
            last = named == null ? own : of(named);
            lastName = Arrays.copyOfRange(labels.bytes(), from, from + length);
        }
        return last;
    }

    private IntakeShare of(ClusterIntake intake) {
        for (IntakeShare share : shares) {
            if (share.intake.cluster().equals(intake.cluster())) {
                return share;
            }
        }
        IntakeShare share = new IntakeShare(intake);
        shares.add(share);
        return share;
    }

    private static boolean equal(LabelSlices labels, int offset, byte[] bytes) {
        return Arrays.equals(labels.bytes(), offset, offset + bytes.length, bytes, 0, bytes.length);
    }
}
