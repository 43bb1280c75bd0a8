package dev.tributary.promql.exec;

import java.util.List;

import dev.tributary.promql.function.StepColumn;

/** A vector that never has an element. */
public final class NoSeries extends VectorOperator {
    @Override
    protected List<OutputSeries> prepare() {
        return List.of();
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        throw new IllegalStateException("there is no series " + series);
    }
}
