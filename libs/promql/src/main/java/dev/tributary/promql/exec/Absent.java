package dev.tributary.promql.exec;

import java.util.BitSet;
import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.promql.function.StepColumn;

/** {@code absent} and {@code absent_over_time}: 1 at the steps at which the input has no element at all. */
public final class Absent extends VectorOperator {
    private final QueryRun run;
    private final VectorOperator input;
    private final Labels labels;
    private final int steps;
    private final boolean dropName;
    private final BitSet seen = new BitSet();

    public Absent(QueryRun run, VectorOperator input, Labels labels, int steps, boolean dropName) {
        this.run = run;
        this.input = input;
        this.labels = labels;
        this.steps = steps;
        this.dropName = dropName;
    }

    @Override
    protected List<OutputSeries> prepare() {
        ColumnScan.forEach(run, input, steps, (_, column) -> {
            for (int step = 0; step < steps; step++) {
                if (column.isPresent(step)) {
                    seen.set(step);
                }
            }
        });
        return seen.cardinality() == steps ? List.of() : List.of(new OutputSeries(labels, dropName));
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        into.reset(steps);
        for (int step = seen.nextClearBit(0); step < steps; step = seen.nextClearBit(step + 1)) {
            into.set(step, 1);
        }
    }

    @Override
    public boolean isCostlyToRead() {
        return false;
    }
}
