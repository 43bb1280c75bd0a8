package dev.tributary.promql.ast;

/** The little language of range, step and offset: seconds, computed before a query runs. */
public sealed interface DurationExpr {
    Span span();

    /** A number of seconds, written as a number or as a duration. */
    record Literal(double seconds, boolean writtenAsDuration, Span span) implements DurationExpr {
    }

    /** {@code step()}: the resolution of the query, zero for an instant query. */
    record Step(Span span) implements DurationExpr {
    }

    /** {@code range()}: end minus start of the query. */
    record Range(Span span) implements DurationExpr {
    }

    /** A minus before an expression. */
    record Negative(DurationExpr inner, Span span) implements DurationExpr {
    }

    /** Parentheses. */
    record Group(DurationExpr inner, Span span) implements DurationExpr {
    }

    /** Arithmetic on two durations. */
    record Arithmetic(BinaryOperator operator, DurationExpr left, DurationExpr right) implements DurationExpr {
        @Override
        public Span span() {
            return Span.between(left.span(), right.span());
        }
    }

    /** {@code max_of} or {@code min_of}. */
    record Extreme(boolean maximum, DurationExpr left, DurationExpr right) implements DurationExpr {
        @Override
        public Span span() {
            return Span.between(left.span(), right.span());
        }
    }
}
