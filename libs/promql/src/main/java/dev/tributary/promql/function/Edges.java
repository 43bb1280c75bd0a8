package dev.tributary.promql.function;

/** The samples that stand for the edges of an extended window. */
public final class Edges {
    private Edges() {
    }

    /** Index of the newest float at or before the window's start, else of the first one. */
    static int first(Window window) {
        int last = window.floatTo() - 1;
        int at = window.floatFrom();
        while (at < last && window.floatTime(at) <= window.startMillis()) {
            at++;
        }
        return Math.max(window.floatFrom(), at - 1);
    }

    /** Index of the first float at or behind the window's end, else of the last one. */
    static int lastSmoothed(Window window) {
        int last = window.floatTo() - 1;
        int at = window.floatFrom();
        while (at < last && window.floatTime(at) < window.endMillis()) {
            at++;
        }
        return at;
    }

    static double left(Window window, int first, boolean smoothed, boolean counter) {
        if (smoothed && window.floatTime(first) < window.startMillis()) {
            return Interpolation.at(window.startMillis(), window.floatTime(first), window.floatValue(first),
                    window.floatTime(first + 1), window.floatValue(first + 1), counter);
        }
        return window.floatValue(first);
    }

    static double right(Window window, int last, boolean smoothed, boolean counter) {
        if (smoothed && last > window.floatFrom() && window.floatTime(last) > window.endMillis()) {
            return Interpolation.at(window.endMillis(), window.floatTime(last - 1), window.floatValue(last - 1),
                    window.floatTime(last), window.floatValue(last), counter);
        }
        return window.floatValue(last);
    }

    /** Index of the newest histogram at or before the window's start, else of the first one. */
    static int firstHistogram(Window window) {
        int last = window.histogramTo() - 1;
        int at = window.histogramFrom();
        while (at < last && window.histogramTime(at) <= window.startMillis()) {
            at++;
        }
        return Math.max(window.histogramFrom(), at - 1);
    }

    /** Index of the first histogram at or behind the window's end, else of the last one. */
    static int lastSmoothedHistogram(Window window) {
        int last = window.histogramTo() - 1;
        int at = window.histogramFrom();
        while (at < last && window.histogramTime(at) < window.endMillis()) {
            at++;
        }
        return at;
    }
}
