package dev.tributary.logql.ast;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A query whose value is numbers over time. */
public sealed interface MetricExpr extends Expr {
    /** The direct operands. */
    List<MetricExpr> children();

    /** A number, alone or beside a vector. */
    record Literal(double value) implements MetricExpr {
        @Override
        public List<MetricExpr> children() {
            return List.of();
        }
    }

    /** {@code vector(1)}: a number as an element without labels. */
    record ConstantVector(double value) implements MetricExpr {
        @Override
        public List<MetricExpr> children() {
            return List.of();
        }
    }

    /** Entries of a window folded into a number; the parameter is the quantile, null for all other operations. */
    record RangeAggregate(RangeOperation operation, @Nullable Double parameter, LogRange range,
            @Nullable Grouping grouping) implements MetricExpr {
        @Override
        public List<MetricExpr> children() {
            return List.of();
        }
    }

    /** Elements of a vector folded per group; the parameter counts elements to keep, 0 for operations without one. */
    record VectorAggregate(VectorOperation operation, int parameter, MetricExpr input, Grouping grouping)
            implements
                MetricExpr {
        @Override
        public List<MetricExpr> children() {
            return List.of(input);
        }
    }

    /** Two operands; literals stand on one side at most, since two of them are computed while parsing. */
    record Binary(BinaryOperator operator, MetricExpr left, MetricExpr right, VectorMatching matching,
            boolean returnBool) implements MetricExpr {
        @Override
        public List<MetricExpr> children() {
            return List.of(left, right);
        }
    }

    /** {@code label_replace(input, target, replacement, source, pattern)}. */
    record LabelReplace(MetricExpr input, String target, String replacement, String source, String pattern)
            implements
                MetricExpr {
        @Override
        public List<MetricExpr> children() {
            return List.of(input);
        }
    }
}
