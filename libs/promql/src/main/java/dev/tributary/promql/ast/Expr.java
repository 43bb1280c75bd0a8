package dev.tributary.promql.ast;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import org.jspecify.annotations.Nullable;

/** A parsed query. Nodes never change after parsing: plans and runs keep their own state. */
public sealed interface Expr {
    Span span();

    ValueType type();

    /** The direct children in evaluation order of the text. */
    List<Expr> children();

    /** A number; {@code writtenAsDuration} remembers that it stood as {@code 5m}. */
    record NumberLiteral(double value, boolean writtenAsDuration, Span span) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.SCALAR;
        }

        @Override
        public List<Expr> children() {
            return List.of();
        }
    }

    /** A text. */
    record StringLiteral(String value, Span span) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.STRING;
        }

        @Override
        public List<Expr> children() {
            return List.of();
        }
    }

    /** Parentheses. */
    record Paren(Expr inner, Span span) implements Expr {
        @Override
        public ValueType type() {
            return inner.type();
        }

        @Override
        public List<Expr> children() {
            return List.of(inner);
        }
    }

    /** A sign before an expression. */
    record Unary(boolean negative, Expr inner, Span span) implements Expr {
        @Override
        public ValueType type() {
            return inner.type();
        }

        @Override
        public List<Expr> children() {
            return List.of(inner);
        }
    }

    /**
     * Two operands; {@code matching} is null unless both are vectors (once checked). Operators of one precedence stand in each
     * other's left operand, as many as the text has: whatever walks down a tree takes them as one {@link #chain} and does
     * not recurse into the left operand. Span and type follow from the operands.
     */
    record Binary(BinaryOperator operator, Expr left, Expr right, @Nullable VectorMatching matching, boolean returnBool,
            Span span, ValueType type)
            implements
                Expr {
        public Binary(BinaryOperator operator, Expr left, Expr right, @Nullable VectorMatching matching,
                boolean returnBool) {
            this(operator, left, right, matching, returnBool, Span.between(left.span(), right.span()),
                    left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR
                            ? ValueType.SCALAR
                            : ValueType.VECTOR);
        }

        @Override
        public List<Expr> children() {
            return List.of(left, right);
        }

        /** The operators of {@code a + b - c} in the order of evaluation, this one last; the left operand of the first is none. */
        public List<Binary> chain() {
            List<Binary> links = new ArrayList<>();
            Expr next = this;
            while (next instanceof Binary link) {
                links.add(link);
                next = link.left;
            }
            return links.reversed();
        }

        /** The operands of the {@link #chain} from left to right. */
        public List<Expr> operands() {
            List<Expr> operands = new ArrayList<>();
            List<Binary> links = chain();
            operands.add(links.getFirst().left);
            links.forEach(link -> operands.add(link.right));
            return operands;
        }

        /** The {@link #chain} over other operands: each goes through the function, from left to right. */
        public Binary withOperands(UnaryOperator<Expr> other) {
            List<Binary> links = chain();
            Binary made = links.getFirst().with(other.apply(links.getFirst().left), other);
            for (Binary link : links.subList(1, links.size())) {
                made = link.with(made, other);
            }
            return made;
        }

        private Binary with(Expr otherLeft, UnaryOperator<Expr> other) {
            return new Binary(operator, otherLeft, other.apply(right), matching, returnBool);
        }
    }

    /** An aggregation; {@code parameter} is null for those without one. */
    record Aggregate(Aggregation operation, Expr input, @Nullable Expr parameter, Grouping grouping, Span span)
            implements
                Expr {
        @Override
        public ValueType type() {
            return ValueType.VECTOR;
        }

        @Override
        public List<Expr> children() {
            return parameter == null ? List.of(input) : List.of(input, parameter);
        }
    }

    /** A function call. */
    record Call(FunctionSignature function, List<Expr> arguments, Span span) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public ValueType type() {
            return function.result();
        }

        @Override
        public List<Expr> children() {
            return arguments;
        }
    }

    /**
     * An instant selector. {@code name} is the metric name when it stands before the braces, else empty; in both cases the
     * matchers hold the condition on the name.
     */
    record VectorSelector(String name, List<Matcher> matchers, TimeShift shift, RangeExtension extension, Span span)
            implements
                Expr {
        public VectorSelector {
            matchers = List.copyOf(matchers);
        }

        @Override
        public ValueType type() {
            return ValueType.VECTOR;
        }

        @Override
        public List<Expr> children() {
            return List.of();
        }

        public VectorSelector with(TimeShift other, Span otherSpan) {
            return new VectorSelector(name, matchers, other, extension, otherSpan);
        }

        public VectorSelector with(RangeExtension other) {
            return new VectorSelector(name, matchers, shift, other, span);
        }

        /** True for the matcher that only repeats the name before the braces. */
        public boolean isNameMatcher(Matcher matcher) {
            return !name.isEmpty() && matcher.name().equals(Labels.NAME) && matcher.type() == MatchType.EQUAL
                    && matcher.value().equals(name);
        }
    }

    /** A range selector; the modifiers stand on the selector inside. */
    record MatrixSelector(VectorSelector selector, DurationExpr range, Span span) implements Expr {
        @Override
        public ValueType type() {
            return ValueType.MATRIX;
        }

        @Override
        public List<Expr> children() {
            return List.of(selector);
        }
    }

    /** A subquery; {@code step} is null for the default step. */
    record Subquery(Expr inner, DurationExpr range, @Nullable DurationExpr step, TimeShift shift, Span span)
            implements
                Expr {
        @Override
        public ValueType type() {
            return ValueType.MATRIX;
        }

        @Override
        public List<Expr> children() {
            return List.of(inner);
        }
    }
}
