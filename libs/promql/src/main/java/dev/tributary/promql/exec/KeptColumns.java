package dev.tributary.promql.exec;

import dev.tributary.promql.function.StepColumn;
import org.jspecify.annotations.Nullable;

/** Columns that stay in memory, charged to the budget. Columns without any value cost nothing. Filled by one thread. */
public final class KeptColumns {
    private final Budget budget;
    private final @Nullable StepColumn[] columns;

    public KeptColumns(Budget budget, int series) {
        this.budget = budget;
        this.columns = new @Nullable StepColumn[series];
    }

    /** Keeps a copy of a column. */
    public void keep(int series, StepColumn column) {
        if (column.presentCount() > 0) {
            budget.hold(column.steps());
            StepColumn copy = new StepColumn(column.steps());
            copy.copyFrom(column);
            columns[series] = copy;
        }
    }

    /** The column of a series, or null when it has no value. */
    public @Nullable StepColumn column(int series) {
        return columns[series];
    }

    public void copyTo(int series, int steps, StepColumn into) {
        StepColumn kept = columns[series];
        if (kept == null) {
            into.reset(steps);
        } else {
            into.copyFrom(kept);
        }
    }
}
