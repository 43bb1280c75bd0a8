package dev.tributary.promql;

import java.util.List;

/**
 * Cost of one query. Times are nanoseconds.
 *
 * @param samplesTouched samples that took part in steps, one that is in several windows counted for each
 * @param samplesRead    samples read from the store
 * @param samplesPeak    the most held at once
 * @param steps          the first two for each step, empty where that was not asked for
 */
public record QueryStats(long samplesTouched, long samplesRead, long samplesPeak, long preparationNanos,
        long evaluationNanos,
        long sortNanos, List<Step> steps) {
    /** What one step cost. */
    public record Step(long timeMillis, long samplesTouched, long samplesRead) {
    }

    public QueryStats {
        steps = List.copyOf(steps);
    }
}
