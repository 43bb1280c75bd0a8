package dev.tributary.promql.exec;

import java.util.List;

import dev.tributary.promql.function.StepColumn;

/**
 * A part that stands several times in a query. It is prepared once; its columns are kept when computing them again would cost
 * more and they are not too many.
 */
public final class Shared extends VectorOperator {
    private final QueryRun run;
    private final int steps;
    private VectorOperator input;
    private int users = 1;

    public Shared(QueryRun run, VectorOperator input, int steps) {
        this.run = run;
        this.input = input;
        this.steps = steps;
    }

    /** Announces another part of the query that reads this one; before {@link #series}. */
    public void join() {
        users++;
    }

    @Override
    protected List<OutputSeries> prepare() {
        if (users > 1) {
            input = new Keep(run, input, steps);
        }
        return input.series();
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        input.read(series, into, worker);
    }

    @Override
    public boolean isCostlyToRead() {
        return users == 1 && input.isCostlyToRead();
    }

    @Override
    public int[] readingOrder() {
        return input.readingOrder();
    }
}
