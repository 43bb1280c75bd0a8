package dev.tributary.promql.exec;

import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.promql.function.StepColumn;

/** A scalar as a vector of one element without labels. */
public final class ScalarVector extends VectorOperator {
    private final ScalarOperator scalar;

    public ScalarVector(ScalarOperator scalar) {
        this.scalar = scalar;
    }

    @Override
    protected List<OutputSeries> prepare() {
        return List.of(new OutputSeries(Labels.EMPTY, false));
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        double[] values = scalar.values();
        into.reset(values.length);
        System.arraycopy(values, 0, into.values(), 0, values.length);
    }

    @Override
    public boolean isCostlyToRead() {
        return false;
    }
}
