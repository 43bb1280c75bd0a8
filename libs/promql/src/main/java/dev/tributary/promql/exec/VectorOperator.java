package dev.tributary.promql.exec;

import java.util.List;

import dev.tributary.promql.function.StepColumn;
import org.jspecify.annotations.Nullable;

/**
 * A part of a query whose value is a vector at each step. {@link #series} is asked once, by the thread that drives the query,
 * and does all work that needs more than one series; afterwards {@link #read} may be called from several threads, for any
 * series in any order. A series may turn out to have no value at any step.
 */
public abstract class VectorOperator {
    private @Nullable List<OutputSeries> announced;

    /** The series, always the same list. */
    public final List<OutputSeries> series() {
        List<OutputSeries> known = announced;
        if (known == null) {
            known = prepare();
            announced = known;
        }
        return known;
    }

    /** Finds the series; called once. */
    protected abstract List<OutputSeries> prepare();

    /** Computes the column of a series into a buffer of any prior content. */
    public abstract void read(int series, StepColumn into, Worker worker);

    /** Positions of all series in the order in which they are read with the least effort; empty where any order will do. */
    public int[] readingOrder() {
        return new int[0];
    }

    /** True when reading a series twice costs much more than keeping its column. */
    public boolean isCostlyToRead() {
        return true;
    }
}
