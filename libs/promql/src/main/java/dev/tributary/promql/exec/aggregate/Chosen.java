package dev.tributary.promql.exec.aggregate;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.promql.exec.OutputSeries;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.Worker;
import dev.tributary.promql.function.StepColumn;
import org.jspecify.annotations.Nullable;

/** An operator that passes on some elements of its input and has found out which before it announces its series. */
abstract class Chosen extends VectorOperator {
    private final int steps;
    private final List<StepColumn> columns = new ArrayList<>();

    Chosen(int steps) {
        this.steps = steps;
    }

    int steps() {
        return steps;
    }

    /** The columns of the chosen series by series of the input, null for the others; filled on first use. */
    final class Columns {
        private final @Nullable StepColumn[] byInput;

        Columns(int inputs) {
            byInput = new @Nullable StepColumn[inputs];
        }

        StepColumn of(int series) {
            StepColumn column = byInput[series];
            if (column == null) {
                column = new StepColumn(steps);
                byInput[series] = column;
            }
            return column;
        }

        /** Announces the chosen series in the order of the input. */
        List<OutputSeries> announce(List<OutputSeries> input) {
            List<OutputSeries> chosen = new ArrayList<>();
            for (int i = 0; i < byInput.length; i++) {
                StepColumn column = byInput[i];
                if (column != null) {
                    chosen.add(input.get(i));
                    columns.add(column);
                }
            }
            return chosen;
        }

        /** Announces one chosen series as the next. */
        void announceNext(int series) {
            columns.add(of(series));
        }
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        into.copyFrom(columns.get(series));
    }

    @Override
    public boolean isCostlyToRead() {
        return false;
    }
}
