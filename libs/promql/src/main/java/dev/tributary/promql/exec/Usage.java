package dev.tributary.promql.exec;

import java.util.concurrent.atomic.LongAdder;

/** What a query has read so far. Safe for several threads. */
public final class Usage {
    private final LongAdder samplesRead = new LongAdder();
    private final LongAdder samplesTouched = new LongAdder();

    /** Samples that came from the store. */
    public void read(long samples) {
        samplesRead.add(samples);
    }

    /** Samples that took part in some step; one that is in several windows counts for each. */
    public void touched(long samples) {
        samplesTouched.add(samples);
    }

    public long samplesRead() {
        return samplesRead.sum();
    }

    public long samplesTouched() {
        return samplesTouched.sum();
    }
}
