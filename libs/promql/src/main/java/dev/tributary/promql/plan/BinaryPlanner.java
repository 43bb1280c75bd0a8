package dev.tributary.promql.plan;

import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.VectorMatching;
import dev.tributary.promql.exec.MergeSeries;
import dev.tributary.promql.exec.ScalarOperator;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.binary.SetOperation;
import dev.tributary.promql.exec.binary.VectorBinary;
import dev.tributary.promql.exec.binary.VectorScalar;

/** Plans binary operators of which at least one operand is a vector. */
final class BinaryPlanner {
    private final Planner planner;

    BinaryPlanner(Planner planner) {
        this.planner = planner;
    }

    VectorOperator vector(Expr.Binary binary, Scope scope) {
        boolean trims = binary.operator() == BinaryOperator.TRIM_LOWER
                || binary.operator() == BinaryOperator.TRIM_UPPER;
        Scope inner = trims ? scope.withBuckets() : scope;
        if (Planner.isScalar(binary.left()) || Planner.isScalar(binary.right())) {
            return withScalar(binary, inner);
        }
        VectorOperator left = planner.vector(binary.left(), inner);
        VectorOperator right = planner.vector(binary.right(), inner);
        VectorMatching matching = binary.matching() == null ? VectorMatching.ONE_TO_ONE : binary.matching();
        int steps = scope.grid().steps();
        if (binary.operator().isSet()) {
            VectorOperator joined = new SetOperation(planner.run(), left, right, steps, binary.operator(), matching);
            return binary.operator() == BinaryOperator.OR ? new MergeSeries(joined, steps, false) : joined;
        }
        return new VectorBinary(planner.run(), left, right, steps, new VectorBinary.Spec(binary.operator(), matching,
                binary.returnBool(), planner.notes(binary.span())));
    }

    private VectorOperator withScalar(Expr.Binary binary, Scope scope) {
        boolean scalarLeft = Planner.isScalar(binary.left());
        VectorOperator vector;
        ScalarOperator scalar;
        if (scalarLeft) {
            scalar = planner.scalar(binary.left(), scope);
            vector = planner.vector(binary.right(), scope);
        } else {
            vector = planner.vector(binary.left(), scope);
            scalar = planner.scalar(binary.right(), scope);
        }
        VectorOperator joined = new VectorScalar(planner.run(), vector, scalar, new VectorScalar.Spec(binary.operator(),
                scalarLeft, binary.returnBool(), planner.notes(binary.span())));
        boolean dropsName = binary.operator().changesMetric() || binary.returnBool();
        return dropsName ? planner.merged(joined, scope) : joined;
    }
}
