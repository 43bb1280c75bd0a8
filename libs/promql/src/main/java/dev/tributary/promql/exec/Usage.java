package dev.tributary.promql.exec;

import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/** What a query has read so far. Safe for several threads. */
public final class Usage {
    private final LongAdder samplesRead = new LongAdder();
    private final LongAdder samplesTouched = new LongAdder();
    private final @Nullable StepUsage steps;

    /** Counts for each step too, unless that is null. */
    public Usage(@Nullable StepUsage steps) {
        this.steps = steps;
    }

    /** Samples that came from the store. */
    public void read(long samples) {
        samplesRead.add(samples);
    }

    /** Samples that took part in some step; one that is in several windows counts for each. */
    public void touched(long samples) {
        samplesTouched.add(samples);
    }

    /** The counters of single steps, null where nobody asked for them. */
    public @Nullable StepUsage steps() {
        return steps;
    }

    public long samplesRead() {
        return samplesRead.sum();
    }

    public long samplesTouched() {
        return samplesTouched.sum();
    }
}
