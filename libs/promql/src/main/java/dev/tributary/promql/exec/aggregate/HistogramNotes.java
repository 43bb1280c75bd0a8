package dev.tributary.promql.exec.aggregate;

import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.annotation.Notes.HistogramOperation;

/** What an aggregation has to say of histograms; knows the metric of the series that is being taken in. */
final class HistogramNotes {
    private final Notes notes;
    private volatile String metric = "";

    HistogramNotes(Notes notes) {
        this.notes = notes;
    }

    void metric(String name) {
        metric = name;
    }

    void incompatible() {
        notes.mixedExponentialAndCustom(metric);
    }

    void reconciled() {
        notes.customBucketsReconciled(HistogramOperation.AGGREGATION);
    }

    void mixed() {
        notes.mixedFloatsAndHistogramsInAggregation();
    }

    void resetsCollided() {
        notes.counterResetCollision(HistogramOperation.AGGREGATION);
    }
}
