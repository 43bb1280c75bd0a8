package dev.tributary.promql.function;

/**
 * A function over a sliding window of one series. An instance serves one thread: {@link #begin} for each series, then
 * {@link #evaluate} for its windows from left to right.
 */
public interface RangeFunction {
    /** Announces the next series; its name is empty where it has none. */
    void begin(SeriesSamples samples, String metric);

    /** Writes the value of a window that is not empty into a step, or leaves the step empty. */
    void evaluate(Window window, int step, StepColumn into);
}
