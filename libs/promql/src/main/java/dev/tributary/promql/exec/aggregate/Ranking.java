package dev.tributary.promql.exec.aggregate;

import java.util.Arrays;

import dev.tributary.promql.exec.Budget;

/**
 * The best series of one group at one step: a heap with the worst of them on top, so that a better one replaces it. NaN is
 * the worst of all.
 */
final class Ranking {
    private final boolean largest;
    private final int sizeMax;
    private double[] values = new double[4];
    private int[] series = new int[4];
    private int size;

    Ranking(boolean largest, int sizeMax) {
        this.largest = largest;
        this.sizeMax = sizeMax;
    }

    void offer(int newSeries, double value, Budget budget) {
        if (size < sizeMax) {
            if (size == values.length) {
                budget.hold(size);
                values = Arrays.copyOf(values, 2 * size);
                series = Arrays.copyOf(series, 2 * size);
            }
            values[size] = value;
            series[size] = newSeries;
            up(size++);
        } else if (beatsTop(value)) {
            values[0] = value;
            series[0] = newSeries;
            down(0, size);
        }
    }

    private boolean beatsTop(double value) {
        double top = values[0];
        return (largest ? top < value : top > value) || Double.isNaN(top) && !Double.isNaN(value);
    }

    /** True when the first is no better than the second. */
    private boolean isWorse(int a, int b) {
        return Double.isNaN(values[a]) || (largest ? values[a] < values[b] : values[a] > values[b]);
    }

    private void up(int from) {
        int at = from;
        while (at > 0 && isWorse(at, (at - 1) / 2)) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void down(int from, int end) {
        int at = from;
        while (2 * at + 1 < end) {
            int child = 2 * at + 1;
            if (child + 1 < end && isWorse(child + 1, child)) {
                child++;
            }
            if (!isWorse(child, at)) {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private void swap(int a, int b) {
        double value = values[a];
        values[a] = values[b];
        values[b] = value;
        int other = series[a];
        series[a] = series[b];
        series[b] = other;
    }

    int size() {
        return size;
    }

    int series(int at) {
        return series[at];
    }

    double value(int at) {
        return values[at];
    }

    /** Puts the best first; ends the use as a heap. */
    void sort() {
        for (int i = 1; i < size; i++) {
            for (int j = i; j > 0 && isWorse(j - 1, j) && !isWorse(j, j - 1); j--) {
                swap(j - 1, j);
            }
        }
    }
}
