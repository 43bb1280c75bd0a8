package dev.tributary.aggregator.ingest.logs;

import dev.tributary.aggregator.ingest.ClusterIntake;

/** What one request holds of one cluster's lines. Used by one thread at a time. */
final class LogShare {
    final ClusterIntake intake;
    long entries;
    long bytes;
    /** Lines that were cut, and what was cut off. */
    long truncated;
    long truncatedBytes;

    LogShare(ClusterIntake intake) {
        this.intake = intake;
    }
}
