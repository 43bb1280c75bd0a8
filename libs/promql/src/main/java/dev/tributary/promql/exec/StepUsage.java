package dev.tributary.promql.exec;

import java.util.concurrent.atomic.AtomicLongArray;

import dev.tributary.promql.function.Grid;

/** What a query has read for each of its steps; what an inner grid reads counts for the step after it. Thread-safe. */
public final class StepUsage {
    private final Grid grid;
    private final AtomicLongArray touched;
    private final AtomicLongArray read;

    /** Counters for the steps of a query's own grid. */
    public StepUsage(Grid grid) {
        this.grid = grid;
        touched = new AtomicLongArray(grid.steps());
        read = new AtomicLongArray(grid.steps());
    }

    /**
     * Counts for the step of a time.
     *
     * @param samplesTouched samples that took part
     * @param samplesRead    those of them that no step before had read
     */
    public void count(long timeMillis, long samplesTouched, long samplesRead) {
        long steps = Math.ceilDiv(timeMillis - grid.startMillis(), grid.stepMillis());
        int step = Math.clamp(steps, 0, grid.steps() - 1);
        touched.addAndGet(step, samplesTouched);
        read.addAndGet(step, samplesRead);
    }

    /** Samples that took part in a step. */
    public long touched(int step) {
        return touched.get(step);
    }

    /** Samples that had to be read for a step when those before were there. */
    public long read(int step) {
        return read.get(step);
    }
}
