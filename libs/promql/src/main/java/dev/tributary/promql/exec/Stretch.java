package dev.tributary.promql.exec;

import java.util.List;

import dev.tributary.promql.function.StepColumn;
import org.jspecify.annotations.Nullable;

/**
 * The end of a stretch of a long chain of operators, each of which reads the one before. The stretch is prepared from its
 * first operator on and its results are kept, so that neither preparing nor reading the chain takes a stack as deep as the chain is
 * long.
 */
public final class Stretch extends VectorOperator {
    private final QueryRun run;
    private final List<VectorOperator> operators;
    private final int steps;
    private @Nullable KeptColumns kept;

    /** Over the operators of the stretch, first the one that the others stand on. */
    public Stretch(QueryRun run, List<VectorOperator> operators, int steps) {
        this.run = run;
        this.operators = List.copyOf(operators);
        this.steps = steps;
    }

    @Override
    protected List<OutputSeries> prepare() {
        operators.forEach(VectorOperator::series);
        VectorOperator last = operators.getLast();
        KeptColumns columns = new KeptColumns(run.budget(), last.series().size());
        ColumnScan.forEach(run, last, steps, columns::keep);
        kept = columns;
        return last.series();
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        if (kept == null) {
            throw new IllegalStateException("read before its series were asked for");
        }
        kept.copyTo(series, steps, into);
    }

    @Override
    public boolean isCostlyToRead() {
        return false;
    }
}
