package dev.tributary.promql.exec.aggregate;

import java.util.Arrays;

import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.exec.Budget;
import dev.tributary.promql.function.Quantile;
import dev.tributary.promql.function.StepColumn;
import org.jspecify.annotations.Nullable;

/** {@code quantile}: needs all floats of a step at once, so it keeps them, charged to the budget. */
final class GroupQuantile extends FloatAccumulator {
    private final Budget budget;
    private final double[] quantiles;
    private final double[] @Nullable [] values;
    private final int[] counts;

    GroupQuantile(Notes notes, Budget budget, double[] quantiles) {
        super(notes, "quantile");
        this.budget = budget;
        this.quantiles = quantiles;
        this.values = new double[quantiles.length] @Nullable [];
        this.counts = new int[quantiles.length];
    }

    @Override
    void add(int step, double value) {
        double[] known = values[step];
        if (known == null) {
            known = grow(step, new double[0]);
        } else if (known.length == counts[step]) {
            known = grow(step, known);
        }
        known[counts[step]++] = value;
    }

    private double[] grow(int step, double[] known) {
        double[] grown = Arrays.copyOf(known, Math.max(8, 2 * known.length));
        budget.hold(grown.length - known.length);
        values[step] = grown;
        return grown;
    }

    @Override
    public void result(StepColumn into) {
        for (int step = 0; step < counts.length; step++) {
            double[] known = values[step];
            if (known != null) {
                into.set(step, Quantile.of(quantiles[step], known, counts[step]));
            }
        }
    }
}
