package dev.tributary.logql.exec;

import dev.tributary.logql.ast.BinaryOperator;
import dev.tributary.logql.ast.MetricExpr;
import dev.tributary.logql.window.StepValues;

/** An operator between a vector and a number. Comparisons keep elements, or with {@code bool} give 1 or 0. */
final class LiteralOperation {
    private final BinaryOperator operator;
    private final boolean returnBool;
    private final double literal;
    private final boolean literalLeft;

    LiteralOperation(MetricExpr.Binary binary, double literal, boolean literalLeft) {
        this.operator = binary.operator();
        this.returnBool = binary.returnBool();
        this.literal = literal;
        this.literalLeft = literalLeft;
    }

    Vectors apply(Vectors input) {
        Vectors result = new Vectors(input.steps());
        for (int i = 0; i < input.size(); i++) {
            StepValues values = input.values(i);
            StepValues computed = new StepValues(input.steps());
            for (int step = 0; step < input.steps(); step++) {
                if (values.has(step)) {
                    compute(computed, step, values.get(step));
                }
            }
            if (!computed.isEmpty()) {
                result.add(input.labels(i), computed);
            }
        }
        return result;
    }

    private void compute(StepValues into, int step, double value) {
        double computed = literalLeft ? operator.apply(literal, value) : operator.apply(value, literal);
        if (!operator.isComparison() || returnBool) {
            into.set(step, computed);
        } else if (computed != 0) {
            into.set(step, value);
        }
    }
}
