package dev.tributary.promql.exec.aggregate;

import dev.tributary.promql.function.StepColumn;

/** Takes in the columns of one group, step by step apart, and gives one column. Used by one thread at a time. */
interface Accumulator {
    /** Takes in the column of a series. */
    void add(StepColumn column);

    /** Writes the result into an empty column. */
    void result(StepColumn into);
}
