package dev.tributary.promql.exec.binary;

import dev.tributary.promql.ast.BinaryOperator;

/** The binary operators on two floats. */
public final class FloatOperators {
    private FloatOperators() {
    }

    /** An arithmetic operator. */
    public static double apply(BinaryOperator operator, double left, double right) {
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case MODULO -> left % right;
            case POWER -> power(left, right);
            case ATAN2 -> Math.atan2(left, right);
            case EQUAL, NOT_EQUAL, LESS_OR_EQUAL, LESS, GREATER_OR_EQUAL, GREATER ->
                holds(operator, left, right) ? 1 : 0;
            case OR, AND, UNLESS, TRIM_UPPER, TRIM_LOWER ->
                throw new IllegalStateException("no arithmetic operator: " + operator);
        };
    }

    /** 1 to any power and -1 to an infinite power are 1 (C99), where Java says NaN. */
    private static double power(double base, double exponent) {
        return base == 1 || base == -1 && Double.isInfinite(exponent) ? 1 : Math.pow(base, exponent);
    }

    /** Whether a comparison holds. */
    public static boolean holds(BinaryOperator operator, double left, double right) {
        return switch (operator) {
            case EQUAL -> left == right;
            case NOT_EQUAL -> left != right;
            case LESS_OR_EQUAL -> left <= right;
            case LESS -> left < right;
            case GREATER_OR_EQUAL -> left >= right;
            case GREATER -> left > right;
            case OR, AND, UNLESS, TRIM_UPPER, TRIM_LOWER, ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO, ATAN2, POWER ->
                throw new IllegalStateException("no comparison: " + operator);
        };
    }
}
