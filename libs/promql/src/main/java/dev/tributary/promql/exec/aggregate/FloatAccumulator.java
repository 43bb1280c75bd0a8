package dev.tributary.promql.exec.aggregate;

import dev.tributary.model.StaleMarker;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.function.StepColumn;

/** An aggregation of floats: histograms are left aside with an info. */
abstract class FloatAccumulator implements Accumulator {
    private final Notes notes;
    private final String name;

    FloatAccumulator(Notes notes, String name) {
        this.notes = notes;
        this.name = name;
    }

    abstract void add(int step, double value);

    @Override
    public final void add(StepColumn column) {
        double[] values = column.values();
        boolean histograms = column.hasHistograms();
        for (int step = 0; step < column.steps(); step++) {
            if (histograms && column.histogram(step) != null) {
                notes.histogramIgnoredInAggregation(name);
            } else if (!StaleMarker.is(values[step])) {
                add(step, values[step]);
            }
        }
    }
}
