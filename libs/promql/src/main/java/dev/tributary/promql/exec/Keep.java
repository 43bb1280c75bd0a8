package dev.tributary.promql.exec;

import java.util.List;

import dev.tributary.promql.function.StepColumn;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the columns of parts of a query that are read more than once, unless they cost little to read again or are too many:
 * one part may take a tenth of what the query may hold.
 */
public final class Keep extends VectorOperator {
    private static final int BUDGET_SHARE = 10;

    private final QueryRun run;
    private final VectorOperator input;
    private final int steps;
    private @Nullable KeptColumns kept;

    public Keep(QueryRun run, VectorOperator input, int steps) {
        this.run = run;
        this.input = input;
        this.steps = steps;
    }

    @Override
    protected List<OutputSeries> prepare() {
        List<OutputSeries> series = input.series();
        boolean fits = (long) series.size() * steps <= run.budget().samplesMax() / BUDGET_SHARE;
        if (fits && input.isCostlyToRead()) {
            KeptColumns columns = new KeptColumns(run.budget(), series.size());
            ColumnScan.forEach(run, input, steps, columns::keep);
            kept = columns;
        }
        return series;
    }

    /** The column of a series without a copy where it is kept, else computed into the buffer. Not to be written to. */
    public StepColumn column(int series, StepColumn buffer, Worker worker) {
        StepColumn column = kept == null ? null : kept.column(series);
        if (column != null) {
            return column;
        }
        read(series, buffer, worker);
        return buffer;
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        KeptColumns columns = kept;
        if (columns == null) {
            input.read(series, into, worker);
        } else {
            columns.copyTo(series, steps, into);
        }
    }

    @Override
    public boolean isCostlyToRead() {
        return kept == null && input.isCostlyToRead();
    }
}
