package dev.tributary.promql;

/** Cost of one query: samples read from the store, the most held at once, and time by phase in nanoseconds. */
public record QueryStats(long samplesRead, long samplesPeak, long preparationNanos, long evaluationNanos,
        long sortNanos) {
}
