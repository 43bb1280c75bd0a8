package dev.tributary.aggregator.ingest;

/** What one request holds of one cluster. Used by one thread at a time. */
final class IntakeShare {
    final ClusterIntake intake;
    long samples;
    long histograms;
    long exemplars;
    long newestMillis = Long.MIN_VALUE;

    IntakeShare(ClusterIntake intake) {
        this.intake = intake;
    }

    void settle(long nowMillis) {
        intake.accepted(samples, histograms, exemplars, newestMillis, nowMillis);
    }
}
