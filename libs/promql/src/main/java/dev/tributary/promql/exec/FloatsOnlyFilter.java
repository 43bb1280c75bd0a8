package dev.tributary.promql.exec;

import java.util.List;

import dev.tributary.promql.function.StepColumn;

/** Leaves histograms out and passes on the rest as it is. */
public final class FloatsOnlyFilter extends VectorOperator {
    private final VectorOperator input;

    public FloatsOnlyFilter(VectorOperator input) {
        this.input = input;
    }

    @Override
    protected List<OutputSeries> prepare() {
        return input.series();
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        input.read(series, into, worker);
        for (int step = 0; into.hasHistograms() && step < into.steps(); step++) {
            if (into.histogram(step) != null) {
                into.remove(step);
            }
        }
    }

    @Override
    public boolean isCostlyToRead() {
        return input.isCostlyToRead();
    }
}
