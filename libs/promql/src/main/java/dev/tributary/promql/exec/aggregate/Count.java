package dev.tributary.promql.exec.aggregate;

import dev.tributary.model.StaleMarker;
import dev.tributary.promql.function.StepColumn;

/** {@code count} and {@code group}: elements of any kind are counted, or only noted. */
final class Count implements Accumulator {
    private final boolean presenceOnly;
    private final int[] counts;

    Count(int steps, boolean presenceOnly) {
        this.presenceOnly = presenceOnly;
        this.counts = new int[steps];
    }

    @Override
    public void add(StepColumn column) {
        double[] values = column.values();
        for (int step = 0; step < counts.length; step++) {
            counts[step] += StaleMarker.is(values[step]) ? 0 : 1;
        }
    }

    @Override
    public void result(StepColumn into) {
        for (int step = 0; step < counts.length; step++) {
            if (counts[step] > 0) {
                into.set(step, presenceOnly ? 1 : counts[step]);
            }
        }
    }
}
