package dev.tributary.promql.function;

import java.util.Arrays;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.StaleMarker;
import org.jspecify.annotations.Nullable;

/**
 * The values of one series at all steps: at each step a float, a histogram or nothing. A reusable buffer. Nothing is
 * represented by the stale marker, which no computation yields and no selector lets through. Not safe for several threads.
 */
public final class StepColumn {
    /** The float that stands for "no value at this step". Recognise it with {@link StaleMarker#is}. */
    public static final double ABSENT = StaleMarker.VALUE;

    private double[] values;
    private @Nullable NativeHistogram @Nullable [] histograms;
    private int steps;
    private int histogramCount;

    public StepColumn(int steps) {
        values = new double[steps];
        reset(steps);
    }

    /** Makes all steps empty. */
    public void reset(int count) {
        if (values.length < count) {
            values = new double[count];
            histograms = null;
        } else if (histogramCount > 0 && histograms != null) {
            Arrays.fill(histograms, null);
        }
        steps = count;
        histogramCount = 0;
        Arrays.fill(values, 0, count, ABSENT);
    }

    public int steps() {
        return steps;
    }

    public void set(int step, double value) {
        if (histogramCount > 0) {
            remove(step);
        }
        values[step] = value;
    }

    public void set(int step, NativeHistogram histogram) {
        if (histograms == null) {
            histograms = new @Nullable NativeHistogram[values.length];
        }
        if (histograms[step] == null) {
            histogramCount++;
        }
        histograms[step] = histogram;
        values[step] = 0;
    }

    /** Empties one step. */
    public void remove(int step) {
        values[step] = ABSENT;
        if (histograms != null && histograms[step] != null) {
            histograms[step] = null;
            histogramCount--;
        }
    }

    public boolean isPresent(int step) {
        return !StaleMarker.is(values[step]);
    }

    /** The float of a step; meaningless where a histogram or nothing is. */
    public double value(int step) {
        return values[step];
    }

    public @Nullable NativeHistogram histogram(int step) {
        return histograms == null || histogramCount == 0 ? null : histograms[step];
    }

    /** The floats by step, absent ones marked; histogram steps hold 0. Only the first {@link #steps} entries count. */
    public double[] values() {
        return values;
    }

    public boolean hasHistograms() {
        return histogramCount > 0;
    }

    /** Number of steps with a value. */
    public int presentCount() {
        int present = 0;
        for (int i = 0; i < steps; i++) {
            present += StaleMarker.is(values[i]) ? 0 : 1;
        }
        return present;
    }

    /** Takes over all steps of another column. */
    public void copyFrom(StepColumn other) {
        reset(other.steps);
        System.arraycopy(other.values, 0, values, 0, steps);
        if (other.histogramCount > 0) {
            for (int i = 0; i < steps; i++) {
                NativeHistogram histogram = other.histogram(i);
                if (histogram != null) {
                    set(i, histogram);
                }
            }
        }
    }

    /** Takes over one step of another column, whatever it holds. */
    public void copyStep(int step, StepColumn other, int otherStep) {
        NativeHistogram histogram = other.histogram(otherStep);
        if (histogram != null) {
            set(step, histogram);
        } else {
            remove(step);
            values[step] = other.values[otherStep];
        }
    }
}
