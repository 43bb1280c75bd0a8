package dev.tributary.app.demo.server;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.StoredSeries;

/** A series as it was when it was asked for, in time order, with at least one sample. */
record SeriesCopy(Labels labels, SampleColumns samples) implements StoredSeries {
    @Override
    public void read(long minMillis, long maxMillis, SampleColumns into) {
        for (int row = 0; row < samples.size(); row++) {
            long time = samples.timestamp(row);
            if (time >= minMillis && time <= maxMillis) {
                into.add(time, samples.value(row));
            }
        }
    }

    boolean hasSamples(long minMillis, long maxMillis) {
        return samples.timestamp(0) <= maxMillis && samples.timestamp(samples.size() - 1) >= minMillis;
    }
}
