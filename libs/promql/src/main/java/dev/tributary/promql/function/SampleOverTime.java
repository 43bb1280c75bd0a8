package dev.tributary.promql.function;

/** Functions that pick or count samples of any kind: first, last, count, present and their times. */
final class SampleOverTime {
    private SampleOverTime() {
    }

    /** A function that needs nothing but the window. */
    private interface WindowFunction {
        void evaluate(Window window, int step, StepColumn into);
    }

    private static RangeFunction of(WindowFunction function) {
        return new RangeFunction() {
            @Override
            public void begin(SeriesSamples samples, String metric) {
                // Nothing to prepare.
            }

            @Override
            public void evaluate(Window window, int step, StepColumn into) {
                function.evaluate(window, step, into);
            }
        };
    }

    static RangeFunction count() {
        return of((window, step, into) -> into.set(step, window.floatCount() + window.histogramCount()));
    }

    static RangeFunction present() {
        return of((_, step, into) -> into.set(step, 1));
    }

    static RangeFunction first() {
        return of((window, step, into) -> {
            boolean isFloat = window.histogramCount() == 0 || window.floatCount() > 0
                    && window.floatTime(window.floatFrom()) < window.histogramTime(window.histogramFrom());
            if (isFloat) {
                into.set(step, window.floatValue(window.floatFrom()));
            } else {
                into.set(step, window.histogram(window.histogramFrom()));
            }
        });
    }

    static RangeFunction last() {
        return of((window, step, into) -> {
            boolean isFloat = window.histogramCount() == 0 || window.floatCount() > 0
                    && window.histogramTime(window.histogramTo() - 1) < window.floatTime(window.floatTo() - 1);
            if (isFloat) {
                into.set(step, window.floatValue(window.floatTo() - 1));
            } else {
                into.set(step, window.histogram(window.histogramTo() - 1));
            }
        });
    }

    static RangeFunction timeOfFirst() {
        return of((window, step, into) -> {
            long ofFloat = window.floatCount() > 0 ? window.floatTime(window.floatFrom()) : Long.MAX_VALUE;
            long ofHistogram = window.histogramCount() > 0
                    ? window.histogramTime(window.histogramFrom())
                    : Long.MAX_VALUE;
            into.set(step, Math.min(ofFloat, ofHistogram) / 1000.0);
        });
    }

    static RangeFunction timeOfLast() {
        return of((window, step, into) -> {
            // Zero where a kind is missing, as Prometheus has it, also for times before 1970.
            long ofFloat = window.floatCount() > 0 ? window.floatTime(window.floatTo() - 1) : 0;
            long ofHistogram = window.histogramCount() > 0 ? window.histogramTime(window.histogramTo() - 1) : 0;
            into.set(step, Math.max(ofFloat, ofHistogram) / 1000.0);
        });
    }
}
