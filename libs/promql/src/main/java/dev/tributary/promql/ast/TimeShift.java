package dev.tributary.promql.ast;

import org.jspecify.annotations.Nullable;

/** The {@code @} and {@code offset} modifiers of a selector or subquery; null where not given. */
public record TimeShift(@Nullable AtModifier at, @Nullable DurationExpr offset) {
    public static final TimeShift NONE = new TimeShift(null, null);

    public TimeShift withAt(AtModifier modifier) {
        return new TimeShift(modifier, offset);
    }

    public TimeShift withOffset(DurationExpr duration) {
        return new TimeShift(at, duration);
    }

    /** True when nothing moves the evaluation time: a literal offset of zero counts as none. */
    public boolean isOffsetZero() {
        return offset == null || offset instanceof DurationExpr.Literal literal && literal.seconds() == 0;
    }
}
