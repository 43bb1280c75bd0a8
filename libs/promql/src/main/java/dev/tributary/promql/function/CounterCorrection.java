package dev.tributary.promql.function;

import java.util.Arrays;

import dev.tributary.promql.annotation.Notes;

/**
 * Corrects the difference of two counter readings for the resets between them. The resets of a series are found once; a
 * window then only visits its own.
 */
final class CounterCorrection {
    private final Notes notes;
    private SeriesSamples samples = new SeriesSamples();
    private String metric = "";
    /** Positions of samples before which the counter was reset. */
    private int[] resets = new int[8];
    private int resetCount;
    private int from;

    CounterCorrection(Notes notes) {
        this.notes = notes;
    }

    void begin(SeriesSamples series, String name) {
        samples = series;
        metric = name;
        resetCount = 0;
        from = 0;
        double[] floats = series.floats();
        for (int i = 1; i < series.floatCount(); i++) {
            if (floats[i] < floats[i - 1] || series.hasStarts() && isReset(i)) {
                if (resetCount == resets.length) {
                    resets = Arrays.copyOf(resets, 2 * resetCount);
                }
                resets[resetCount++] = i;
            }
        }
    }

    private boolean isReset(int i) {
        long[] times = samples.floatTimes();
        return StartTimes.isReset(samples.floatStart(i - 1), times[i - 1], samples.floatStart(i), times[i]);
    }

    /** The difference plus what the counter had reached before each reset in the window. */
    double add(double difference, Window window) {
        if (samples.hasStarts()) {
            warnOfOverlap(window);
        }
        while (from < resetCount && resets[from] <= window.floatFrom()) {
            from++;
        }
        double corrected = difference;
        for (int i = from; i < resetCount && resets[i] < window.floatTo(); i++) {
            corrected += samples.floats()[resets[i] - 1];
        }
        return corrected;
    }

    private void warnOfOverlap(Window window) {
        for (int i = window.floatFrom() + 1; i < window.floatTo(); i++) {
            if (StartTimes.overlap(samples.floatStart(i - 1), window.floatTime(i - 1), samples.floatStart(i))) {
                notes.startOverlap(metric);
                return;
            }
        }
    }
}
