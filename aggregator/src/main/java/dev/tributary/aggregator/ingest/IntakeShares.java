package dev.tributary.aggregator.ingest;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.ClusterId;
import org.jspecify.annotations.Nullable;

/**
 * Splits a request by the clusters its series belong to, for hubs without credentials. Series of one cluster usually follow
 * each other, so the share is looked up only when the cluster changes.
 */
final class IntakeShares {
    private final ClusterIntakes intakes;
    private final IntakeShare own;
    private final List<IntakeShare> shares = new ArrayList<>(1);
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

    /** The share of a cluster; the request's own for null, and when there are too many clusters. */
    IntakeShare of(@Nullable ClusterId cluster) {
        if (cluster == null) {
            return own;
        }
        if (!last.intake.cluster().equals(cluster)) {
            ClusterIntake intake = intakes.ofLabel(cluster.value());
            last = intake == null ? own : share(intake);
        }
        return last;
    }

    private IntakeShare share(ClusterIntake intake) {
        for (IntakeShare share : shares) {
            if (share.intake.cluster().equals(intake.cluster())) {
                return share;
            }
        }
        IntakeShare share = new IntakeShare(intake);
        shares.add(share);
        return share;
    }
}
