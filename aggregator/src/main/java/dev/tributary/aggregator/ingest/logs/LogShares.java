package dev.tributary.aggregator.ingest.logs;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.aggregator.ingest.ClusterIntake;
import dev.tributary.aggregator.ingest.ClusterIntakes;
import dev.tributary.model.ClusterId;
import dev.tributary.model.LabelSlices;

/** Splits a request by the clusters its streams belong to: all one, except on hubs without credentials. */
final class LogShares {
    private final ClusterIntakes intakes;
    private final LogShare own;
    private final boolean labelsDecide;
    private final List<LogShare> shares = new ArrayList<>(1);

    LogShares(ClusterIntakes intakes, ClusterIntake identity, boolean labelsDecide) {
        this.intakes = intakes;
        this.labelsDecide = labelsDecide;
        own = new LogShare(identity);
        shares.add(own);
    }

    LogShare own() {
        return own;
    }

    List<LogShare> all() {
        return shares;
    }

    /** The share that a stream counts for. */
    LogShare of(LabelSlices stream) {
        String cluster = labelsDecide ? clusterOf(stream) : "";
        if (cluster.isEmpty()) {
            return own;
        }
        for (LogShare share : shares) {
            if (share.intake.cluster().value().equals(cluster)) {
                return share;
            }
        }
        ClusterIntake intake = intakes.ofLabel(cluster);
        if (intake == null) {
            return own;
        }
        LogShare share = new LogShare(intake);
        shares.add(share);
        return share;
    }

    private static String clusterOf(LabelSlices stream) {
        for (int i = 0; i < stream.size(); i++) {
            if (stream.name(i).equals(ClusterId.LABEL)) {
                return stream.value(i);
            }
        }
        return "";
    }
}
