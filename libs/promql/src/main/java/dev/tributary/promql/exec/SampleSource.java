package dev.tributary.promql.exec;

import java.util.List;

import dev.tributary.model.SampleColumns;

/** Where the windows of range functions come from: stored samples or the points of a subquery. */
public interface SampleSource {
    List<OutputSeries> series();

    /** Appends the samples of a series in the closed time range. Safe for several threads. */
    void read(int series, long minMillis, long maxMillis, SampleColumns into, Worker worker);

    /** Positions of all series in the order in which they are read with the least effort; empty where any order will do. */
    default int[] readingOrder() {
        return new int[0];
    }

    /** True when the samples are those of the store, which statistics count as read. */
    boolean isStored();
}
