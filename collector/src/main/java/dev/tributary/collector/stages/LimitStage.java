package dev.tributary.collector.stages;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;

/** Drops entries that come too fast. */
public record LimitStage(@Doc("Entries per second that go on.") double rate,
        @Doc("Entries that go on at once after a quiet time.") int burst,
        @Default("true") @Doc("Only true: what a rate cannot take is dropped and counted.") boolean drop,
        @Default("\"\"") @Doc("A rate for each value of this label. Empty: one for all entries of the job.") String byLabelName,
        @Default("10000") @Doc("Values that have a rate of their own; the one unused longest gives way.") int maxDistinctLabels) {
    public LimitStage {
        if (!(rate > 0)) {
            throw new IllegalArgumentException("rate must be above 0");
        }
        if (burst < 1) {
            throw new IllegalArgumentException("burst must be at least 1");
        }
        if (!drop) {
            throw new IllegalArgumentException(
                    "drop can only be true: one noisy file that waits would hold back all files of the job");
        }
        if (maxDistinctLabels < 1) {
            throw new IllegalArgumentException("max_distinct_labels must be at least 1");
        }
    }
}
