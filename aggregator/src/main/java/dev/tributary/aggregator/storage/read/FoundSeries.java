package dev.tributary.aggregator.storage.read;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.StoredSeries;

/** One series of a selection, with its number in the order of finding. */
record FoundSeries(Labels labels, int ref, int number, ReadView view) implements StoredSeries {
    @Override
    public void read(long minMillis, long maxMillis, SampleColumns into) {
        view.read(ref, minMillis, maxMillis, into);
    }
}
