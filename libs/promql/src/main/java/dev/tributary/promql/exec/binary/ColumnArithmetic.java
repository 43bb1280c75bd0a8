package dev.tributary.promql.exec.binary;

import dev.tributary.model.StaleMarker;
import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.function.StepColumn;

/** Arithmetic on whole columns of floats: one loop per operator, so that the operator is not looked up for each step. */
final class ColumnArithmetic {
    private ColumnArithmetic() {
    }

    /** Writes left operator right into the result; a step without one of them stays empty. */
    static void apply(BinaryOperator operator, double[] left, double[] right, double[] result, int steps) {
        switch (operator) {
            case ADD -> {
                for (int i = 0; i < steps; i++) {
                    result[i] = lacks(left[i], right[i]) ? StepColumn.ABSENT : left[i] + right[i];
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < steps; i++) {
                    result[i] = lacks(left[i], right[i]) ? StepColumn.ABSENT : left[i] - right[i];
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < steps; i++) {
                    result[i] = lacks(left[i], right[i]) ? StepColumn.ABSENT : left[i] * right[i];
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < steps; i++) {
                    result[i] = lacks(left[i], right[i]) ? StepColumn.ABSENT : left[i] / right[i];
                }
            }
            case MODULO, POWER, ATAN2 -> {
                for (int i = 0; i < steps; i++) {
                    result[i] = lacks(left[i], right[i])
                            ? StepColumn.ABSENT
                            : FloatOperators.apply(operator, left[i], right[i]);
                }
            }
            case EQUAL, NOT_EQUAL, LESS_OR_EQUAL, LESS, GREATER_OR_EQUAL, GREATER, OR, AND, UNLESS, TRIM_UPPER,
                    TRIM_LOWER ->
                throw new IllegalStateException("no arithmetic operator: " + operator);
        }
    }

    private static boolean lacks(double left, double right) {
        return StaleMarker.is(left) || StaleMarker.is(right);
    }
}
