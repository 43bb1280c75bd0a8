package dev.tributary.promql.exec;

import java.util.List;

import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.function.StepColumn;

/** A part of a query that has the same value at every step: computed at one step, repeated at all. */
public final class Repeat extends VectorOperator {
    private final VectorOperator once;
    private final int steps;

    public Repeat(VectorOperator once, int steps) {
        this.once = once;
        this.steps = steps;
    }

    @Override
    protected List<OutputSeries> prepare() {
        return once.series();
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        StepColumn single = worker.scratch(this, () -> new StepColumn(1));
        once.read(series, single, worker);
        into.reset(steps);
        if (!single.isPresent(0)) {
            return;
        }
        NativeHistogram histogram = single.histogram(0);
        for (int step = 0; step < steps; step++) {
            if (histogram == null) {
                into.set(step, single.value(0));
            } else {
                into.set(step, histogram);
            }
        }
    }

    @Override
    public boolean isCostlyToRead() {
        return once.isCostlyToRead();
    }
}
