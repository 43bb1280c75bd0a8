package dev.tributary.model.port;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;

/** One series of an open {@link SeriesSelection}. */
public interface StoredSeries {
    Labels labels();

    /**
     * Appends the samples of the closed time range to the columns, in rising time order, each time once, stale markers
     * included. May be called from several threads with different columns, and again for other ranges.
     */
    void read(long minMillis, long maxMillis, SampleColumns into);
}
