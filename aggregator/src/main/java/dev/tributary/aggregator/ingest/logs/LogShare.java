package dev.tributary.aggregator.ingest.logs;

import dev.tributary.aggregator.ingest.ClusterIntake;

/** What one request holds of one cluster's lines. Used by one thread at a time. */
final class LogShare {
    final ClusterIntake intake;
    long entries;
    long bytes;

    LogShare(ClusterIntake intake) {
        this.intake = intake;
    }
}
