package dev.tributary.logql.window;

import java.util.Arrays;

/** The folds of unwrapped ranges. Source of the arithmetic: Loki 3, which differs from Prometheus in its rounding. */
public final class WindowFolds {
    private WindowFolds() {
    }

    public static double sum(Samples samples) {
        double sum = 0;
        for (int i = 0; i < samples.size(); i++) {
            sum += samples.value(i);
        }
        return sum;
    }

    /** A running mean, which does not overflow; an infinite one is kept. */
    public static double average(Samples samples) {
        double mean = 0;
        for (int i = 0; i < samples.size(); i++) {
            double value = samples.value(i);
            boolean settled = Double.isInfinite(mean)
                    && (Double.isInfinite(value) ? mean > 0 == value > 0 : !Double.isNaN(value));
            if (!settled) {
                double count = i + 1.0;
                mean += value / count - mean / count;
            }
        }
        return mean;
    }

    public static double max(Samples samples) {
        double max = samples.value(0);
        for (int i = 1; i < samples.size(); i++) {
            if (samples.value(i) > max || Double.isNaN(max)) {
                max = samples.value(i);
            }
        }
        return max;
    }

    public static double min(Samples samples) {
        double min = samples.value(0);
        for (int i = 1; i < samples.size(); i++) {
            if (samples.value(i) < min || Double.isNaN(min)) {
                min = samples.value(i);
            }
        }
        return min;
    }

    /** Population variance by Welford's method. */
    public static double variance(Samples samples) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < samples.size(); i++) {
            double delta = samples.value(i) - mean;
            mean += delta / (i + 1);
            squares += delta * (samples.value(i) - mean);
        }
        return squares / samples.size();
    }

    public static double first(Samples samples) {
        return samples.value(0);
    }

    public static double last(Samples samples) {
        return samples.value(samples.size() - 1);
    }

    /** The value below which that share of the values lies, between two of them in proportion. */
    public static double quantile(Samples samples, double quantile) {
        if (quantile < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (quantile > 1) {
            return Double.POSITIVE_INFINITY;
        }
        double[] values = samples.copyOfValues();
        sortNotANumberFirst(values);
        double rank = quantile * (values.length - 1);
        int lower = (int) Math.max(0, Math.floor(rank));
        int upper = Math.min(values.length - 1, lower + 1);
        double weight = rank - Math.floor(rank);
        return values[lower] * (1 - weight) + values[upper] * weight;
    }

    private static void sortNotANumberFirst(double[] values) {
        Arrays.sort(values);
        int numbers = values.length;
        while (numbers > 0 && Double.isNaN(values[numbers - 1])) {
            numbers--;
        }
        if (numbers < values.length) {
            double[] sorted = Arrays.copyOf(values, numbers);
            Arrays.fill(values, 0, values.length - numbers, Double.NaN);
            System.arraycopy(sorted, 0, values, values.length - numbers, numbers);
        }
    }

    /** The rate of a counter, carried on to the window's edges as Prometheus does; 0 for less than two numbers. */
    public static double counterRate(Samples samples, long endNanos, long rangeNanos) {
        int size = samples.size();
        if (size < 2) {
            return 0;
        }
        double increase = samples.value(size - 1) - samples.value(0);
        double before = 0;
        for (int i = 0; i < size; i++) {
            if (samples.value(i) < before) {
                increase += before;
            }
            before = samples.value(i);
        }
        double sampled = (samples.time(size - 1) - samples.time(0)) / 1e9;
        double toStart = (rangeNanos - (endNanos - samples.time(0))) / 1e9;
        double toEnd = (endNanos - samples.time(size - 1)) / 1e9;
        double average = sampled / (size - 1);
        double threshold = average * 1.1;
        toStart = toStart >= threshold ? average / 2 : toStart;
        toEnd = toEnd >= threshold ? average / 2 : toEnd;
        if (increase > 0 && samples.value(0) >= 0) {
            toStart = Math.min(toStart, sampled * (samples.value(0) / increase));
        }
        return increase * ((sampled + toStart + toEnd) / sampled) / (rangeNanos / 1e9);
    }
}
