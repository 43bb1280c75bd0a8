package dev.tributary.promql.function;

import dev.tributary.model.NativeHistogram;

/**
 * The part of a series that a range function sees at one step: index ranges into {@link SeriesSamples} that only move
 * forward. The samples lie in (start, end]; for extended selectors also around it.
 */
public final class Window {
    private final SeriesSamples samples;
    private int floatFrom;
    private int floatTo;
    private int histogramFrom;
    private int histogramTo;
    private long startMillis;
    private long endMillis;
    private long evaluatedMillis;

    public Window(SeriesSamples samples) {
        this.samples = samples;
    }

    /** Back to the beginning, for the next series. */
    public void rewind() {
        floatFrom = 0;
        floatTo = 0;
        histogramFrom = 0;
        histogramTo = 0;
    }

    /** States what the window means: its nominal bounds and the instant of evaluation. */
    public void describe(long start, long end, long evaluated) {
        startMillis = start;
        endMillis = end;
        evaluatedMillis = evaluated;
    }

    /** Moves on to the samples in (after, until]. */
    public void advance(long after, long until) {
        long[] times = samples.floatTimes();
        int count = samples.floatCount();
        while (floatTo < count && times[floatTo] <= until) {
            floatTo++;
        }
        while (floatFrom < floatTo && times[floatFrom] <= after) {
            floatFrom++;
        }
        if (samples.histogramCount() > 0) {
            advanceHistograms(after, until);
        }
    }

    private void advanceHistograms(long after, long until) {
        long[] times = samples.histogramTimes();
        while (histogramTo < samples.histogramCount() && times[histogramTo] <= until) {
            histogramTo++;
        }
        while (histogramFrom < histogramTo && times[histogramFrom] <= after) {
            histogramFrom++;
        }
    }

    public SeriesSamples samples() {
        return samples;
    }

    public int floatFrom() {
        return floatFrom;
    }

    public int floatTo() {
        return floatTo;
    }

    public int histogramFrom() {
        return histogramFrom;
    }

    public int histogramTo() {
        return histogramTo;
    }

    public int floatCount() {
        return floatTo - floatFrom;
    }

    public int histogramCount() {
        return histogramTo - histogramFrom;
    }

    public boolean isEmpty() {
        return floatFrom == floatTo && histogramFrom == histogramTo;
    }

    public boolean isMixed() {
        return floatFrom < floatTo && histogramFrom < histogramTo;
    }

    public long floatTime(int index) {
        return samples.floatTimes()[index];
    }

    public double floatValue(int index) {
        return samples.floats()[index];
    }

    public long histogramTime(int index) {
        return samples.histogramTimes()[index];
    }

    public NativeHistogram histogram(int index) {
        return samples.histograms()[index];
    }

    /** Nominal start, exclusive. */
    public long startMillis() {
        return startMillis;
    }

    /** Nominal end, inclusive. */
    public long endMillis() {
        return endMillis;
    }

    /** The step at which the function is evaluated, without offset. */
    public long evaluatedMillis() {
        return evaluatedMillis;
    }
}
