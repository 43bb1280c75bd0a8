package dev.tributary.promql.function;

import java.util.Arrays;

import dev.tributary.promql.annotation.Notes;

/**
 * Quantiles and fractions of a classic histogram: cumulative counts by upper bound. A reusable collector of the buckets of
 * one histogram at one instant.
 */
public final class ClassicQuantile {
    /** Relative differences below this are rounding errors, not counts that fell. */
    private static final double TOLERANCE = 1e-12;

    private double[] bounds = new double[16];
    private double[] counts = new double[16];
    private int size;

    public void clear() {
        size = 0;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** Adds a bucket, in any order. */
    public void add(double upperBound, double cumulativeCount) {
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        int at = size++;
        while (at > 0 && bounds[at - 1] > upperBound) {
            bounds[at] = bounds[at - 1];
            counts[at] = counts[at - 1];
            at--;
        }
        bounds[at] = upperBound;
        counts[at] = cumulativeCount;
    }

    /** The quantile of the collected buckets, which are repaired on the way where they do not rise. */
    public double quantile(double quantile, String metric, long timeMillis, Notes notes) {
        if (Double.isNaN(quantile)) {
            return Double.NaN;
        }
        if (quantile < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (quantile > 1) {
            return Double.POSITIVE_INFINITY;
        }
        if (bounds[size - 1] != Double.POSITIVE_INFINITY) {
            return Double.NaN;
        }
        coalesce();
        forceMonotonicity(metric, timeMillis, notes);
        double observations = counts[size - 1];
        if (size < 2 || observations == 0) {
            return Double.NaN;
        }
        double rank = quantile * observations;
        int bucket = 0;
        while (bucket < size - 1 && !(counts[bucket] >= rank)) {
            bucket++;
        }
        if (bucket == size - 1) {
            return bounds[size - 2];
        }
        if (bucket == 0 && bounds[0] <= 0) {
            return bounds[0];
        }
        double start = bucket == 0 ? 0 : bounds[bucket - 1];
        double below = bucket == 0 ? 0 : counts[bucket - 1];
        return start + (bounds[bucket] - start) * ((rank - below) / (counts[bucket] - below));
    }

    /** The share of observations between two values. */
    public double fraction(double lower, double upper) {
        if (bounds[size - 1] != Double.POSITIVE_INFINITY) {
            return Double.NaN;
        }
        coalesce();
        double count = counts[size - 1];
        if (count == 0 || Double.isNaN(lower) || Double.isNaN(upper)) {
            return Double.NaN;
        }
        if (lower >= upper) {
            return 0;
        }
        return (rankOf(upper) - rankOf(lower)) / count;
    }

    private double rankOf(double value) {
        double rank = 0;
        double start = bounds[0] <= 0 ? Double.NEGATIVE_INFINITY : 0;
        for (int i = 0; i < size; i++) {
            start = i > 0 ? bounds[i - 1] : start;
            if (start >= value) {
                return Math.min(rank, counts[size - 1]);
            }
            if (bounds[i] > value) {
                double inside = start == Double.NEGATIVE_INFINITY
                        ? counts[i]
                        : rank + (counts[i] - rank) * (value - start) / (bounds[i] - start);
                return Math.min(inside, counts[size - 1]);
            }
            rank = counts[i];
        }
        return counts[size - 1];
    }

    /** Adds up buckets with the same bound, such as {@code 1} and {@code 1.0}. */
    private void coalesce() {
        int last = 0;
        for (int i = 1; i < size; i++) {
            if (bounds[i] == bounds[last]) {
                counts[last] += counts[i];
            } else {
                last++;
                bounds[last] = bounds[i];
                counts[last] = counts[i];
            }
        }
        size = last + 1;
    }

    private void forceMonotonicity(String metric, long timeMillis, Notes notes) {
        double previous = counts[0];
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        double difference = 0;
        for (int i = 1; i < size; i++) {
            double current = counts[i];
            if (current == previous) {
                continue;
            }
            if (AlmostEqual.test(previous, current, TOLERANCE)) {
                counts[i] = previous;
            } else if (current < previous) {
                counts[i] = previous;
                from = Math.min(from, bounds[i]);
                to = Math.max(to, bounds[i]);
                difference = Math.max(difference, previous - current);
            } else {
                previous = current;
            }
        }
        if (to > Double.NEGATIVE_INFINITY) {
            notes.forcedMonotonicity(metric, timeMillis, from, to, difference);
        }
    }
}
