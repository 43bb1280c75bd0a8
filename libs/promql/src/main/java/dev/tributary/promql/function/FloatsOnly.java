package dev.tributary.promql.function;

import dev.tributary.promql.annotation.Notes;

/** A function of floats: histograms in a window are left aside with an info, and alone give nothing. */
abstract class FloatsOnly implements RangeFunction {
    private final Notes notes;
    private String metric = "";

    FloatsOnly(RangeCall call) {
        this.notes = call.notes();
    }

    /** The least floats there must be. */
    int floatsMin() {
        return 1;
    }

    /** Refuses arguments that make no sense at a step. */
    void checkArguments(int step) {
        // Most functions have none.
    }

    abstract double evaluate(Window window, int step);

    void begin(SeriesSamples samples) {
        // Most functions need no preparation.
    }

    @Override
    public final void begin(SeriesSamples samples, String name) {
        metric = name;
        begin(samples);
    }

    @Override
    public final void evaluate(Window window, int step, StepColumn into) {
        checkArguments(step);
        if (window.isMixed()) {
            notes.histogramIgnoredInRange(metric);
        }
        if (window.floatCount() >= floatsMin()) {
            into.set(step, evaluate(window, step));
        }
    }
}
