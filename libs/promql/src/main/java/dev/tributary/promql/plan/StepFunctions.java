package dev.tributary.promql.plan;

import dev.tributary.promql.exec.ElementMap.FloatSteps;
import dev.tributary.promql.exec.ScalarOperator;
import dev.tributary.promql.function.Bounds;
import dev.tributary.promql.function.StepColumn;

/** Functions of a float that take scalars which may differ from step to step. */
final class StepFunctions {
    private StepFunctions() {
    }

    /** Bounds a value; where the bounds cross there is no element. */
    static FloatSteps.Function clamp(ScalarOperator min, ScalarOperator max) {
        return (value, step) -> {
            double lower = min.values()[step];
            double upper = max.values()[step];
            return upper < lower ? StepColumn.ABSENT : Bounds.larger(lower, Bounds.smaller(upper, value));
        };
    }

    /** Rounds to a multiple, halves up. Multiplying by the inverse loses less than dividing. */
    static FloatSteps.Function round(ScalarOperator nearest) {
        return (value, step) -> {
            double inverse = 1 / nearest.values()[step];
            return Math.floor(value * inverse + 0.5) / inverse;
        };
    }
}
