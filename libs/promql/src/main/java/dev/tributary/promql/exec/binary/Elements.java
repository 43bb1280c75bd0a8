package dev.tributary.promql.exec.binary;

import java.util.Objects;

import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.annotation.Notes.HistogramOperation;
import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.function.StepColumn;
import dev.tributary.promql.histogram.HistogramSum;
import dev.tributary.promql.histogram.HistogramTrim;
import dev.tributary.promql.histogram.Histograms;
import org.jspecify.annotations.Nullable;

/** Joins two elements, of which at least one is a histogram. Pairs that make no sense are left out with an info. */
final class Elements {
    private final BinaryOperator operator;
    private final Notes notes;

    /** What became of a pair. */
    enum Outcome {
        /** The operator cannot join them. */
        REFUSED,
        /** A comparison that does not hold. */
        FILTERED,
        /** There is a result. */
        KEPT
    }

    private double value = StepColumn.ABSENT;
    private @Nullable NativeHistogram histogram;

    Elements(BinaryOperator operator, Notes notes) {
        this.operator = operator;
        this.notes = notes;
    }

    /** The float of the pair joined last; meaningless when there is a histogram. */
    double value() {
        return value;
    }

    /** The histogram of the pair joined last, if it is one. */
    @Nullable
    NativeHistogram histogram() {
        return histogram;
    }

    Outcome join(double left, @Nullable NativeHistogram leftHistogram, double right,
            @Nullable NativeHistogram rightHistogram) {
        histogram = null;
        value = 0;
        if (leftHistogram == null && rightHistogram == null) {
            return floats(left, right);
        }
        if (leftHistogram == null) {
            return floatWithHistogram(left, Objects.requireNonNull(rightHistogram));
        }
        return rightHistogram == null
                ? histogramWithFloat(leftHistogram, right)
                : histograms(leftHistogram, rightHistogram);
    }

    private Outcome floats(double left, double right) {
        if (operator == BinaryOperator.TRIM_LOWER || operator == BinaryOperator.TRIM_UPPER) {
            return refuse("float", "float");
        }
        if (operator.isComparison()) {
            value = left;
            return FloatOperators.holds(operator, left, right) ? Outcome.KEPT : Outcome.FILTERED;
        }
        value = FloatOperators.apply(operator, left, right);
        return Outcome.KEPT;
    }

    private Outcome floatWithHistogram(double left, NativeHistogram right) {
        if (operator != BinaryOperator.MULTIPLY) {
            return refuse("float", "histogram");
        }
        histogram = Histograms.scale(right, left);
        return Outcome.KEPT;
    }

    private Outcome histogramWithFloat(NativeHistogram left, double right) {
        switch (operator) {
            case MULTIPLY -> histogram = Histograms.scale(left, right);
            case DIVIDE -> histogram = Histograms.divide(left, right);
            case TRIM_UPPER -> histogram = HistogramTrim.below(left, right);
            case TRIM_LOWER -> histogram = HistogramTrim.above(left, right);
            default -> {
                return refuse("histogram", "float");
            }
        }
        return Outcome.KEPT;
    }

    private Outcome histograms(NativeHistogram left, NativeHistogram right) {
        return switch (operator) {
            case ADD -> sum(left, right, true);
            case SUBTRACT -> sum(left, right, false);
            case EQUAL -> compare(left, Histograms.same(left, right));
            case NOT_EQUAL -> compare(left, !Histograms.same(left, right));
            default -> refuse("histogram", "histogram");
        };
    }

    private Outcome sum(NativeHistogram left, NativeHistogram right, boolean add) {
        HistogramSum sum = HistogramSum.of(left);
        if (!sum.fits(right)) {
            notes.incompatibleBuckets(operator.symbol());
            return Outcome.REFUSED;
        }
        HistogramSum.Outcome outcome = add ? sum.add(right) : sum.subtract(right);
        HistogramOperation operation = add ? HistogramOperation.ADDITION : HistogramOperation.SUBTRACTION;
        if (!add) {
            sum.setHint(NativeHistogram.ResetHint.GAUGE);
        }
        if (outcome.resetsCollided()) {
            notes.counterResetCollision(operation);
        }
        if (outcome.boundsReconciled()) {
            notes.customBucketsReconciled(operation);
        }
        histogram = sum.toCompactHistogram();
        return Outcome.KEPT;
    }

    private Outcome compare(NativeHistogram left, boolean holds) {
        histogram = left;
        return holds ? Outcome.KEPT : Outcome.FILTERED;
    }

    private Outcome refuse(String leftType, String rightType) {
        notes.incompatibleTypes(leftType, operator.symbol(), rightType);
        return Outcome.REFUSED;
    }
}
