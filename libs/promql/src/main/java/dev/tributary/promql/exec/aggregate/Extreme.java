package dev.tributary.promql.exec.aggregate;

import java.util.Arrays;

import dev.tributary.model.StaleMarker;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.function.StepColumn;

/** {@code max} and {@code min}: NaN only while there is nothing else. */
final class Extreme extends FloatAccumulator {
    private final boolean maximum;
    private final double[] extremes;

    Extreme(Notes notes, int steps, boolean maximum) {
        super(notes, maximum ? "max" : "min");
        this.maximum = maximum;
        this.extremes = new double[steps];
        Arrays.fill(extremes, StepColumn.ABSENT);
    }

    @Override
    void add(int step, double value) {
        double known = extremes[step];
        // The marker of absence is a NaN too.
        if (Double.isNaN(known) || (maximum ? known < value : known > value)) {
            extremes[step] = value;
        }
    }

    @Override
    public void result(StepColumn into) {
        System.arraycopy(extremes, 0, into.values(), 0, extremes.length);
    }
}
