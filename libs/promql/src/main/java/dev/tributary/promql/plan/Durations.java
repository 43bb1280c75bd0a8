package dev.tributary.promql.plan;

import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.ast.DurationExpr;
import dev.tributary.promql.failure.QueryFailure;
import dev.tributary.promql.failure.QueryFailure.Kind;
import dev.tributary.promql.function.Bounds;
import org.jspecify.annotations.Nullable;

/** Computes durations in milliseconds. */
final class Durations {
    private static final double SECONDS_MAX = 0x1p63 / 1e9;

    private final String text;
    private final double stepSeconds;
    private final double rangeSeconds;

    Durations(String text, long stepMillis, long rangeMillis) {
        this.text = text;
        this.stepSeconds = stepMillis / 1000.0;
        this.rangeSeconds = rangeMillis / 1000.0;
    }

    /** A range or step, which must be above zero. */
    long positive(DurationExpr duration) {
        return millis(duration, false);
    }

    /** An offset, zero where there is none. */
    long offset(@Nullable DurationExpr duration) {
        return duration == null ? 0 : millis(duration, true);
    }

    private long millis(DurationExpr duration, boolean negativeAllowed) {
        if (duration instanceof DurationExpr.Literal literal) {
            return Math.round(literal.seconds() * 1e9) / 1_000_000;
        }
        double seconds = seconds(duration);
        if (Double.isNaN(seconds) || Double.isInfinite(seconds)) {
            throw error(duration, "duration is NaN or infinite");
        }
        if (seconds <= 0 && !negativeAllowed) {
            throw error(duration, "duration must be greater than 0");
        }
        if (Math.abs(seconds) > SECONDS_MAX) {
            throw error(duration, "duration is out of range");
        }
        return (long) (seconds * 1000);
    }

    private QueryFailure error(DurationExpr duration, String problem) {
        return new QueryFailure(Kind.BAD_QUERY, duration.span().byteRange(text) + ": " + problem);
    }

    private double seconds(DurationExpr duration) {
        return switch (duration) {
            case DurationExpr.Literal literal -> literal.seconds();
            case DurationExpr.Step _ -> stepSeconds;
            case DurationExpr.Range _ -> rangeSeconds;
            case DurationExpr.Negative negative -> -seconds(negative.inner());
            case DurationExpr.Group group -> seconds(group.inner());
            case DurationExpr.Extreme extreme -> extreme.maximum()
                    ? Bounds.larger(seconds(extreme.left()), seconds(extreme.right()))
                    : Bounds.smaller(seconds(extreme.left()), seconds(extreme.right()));
            case DurationExpr.Arithmetic arithmetic -> arithmetic(arithmetic);
        };
    }

    private double arithmetic(DurationExpr.Arithmetic arithmetic) {
        double left = seconds(arithmetic.left());
        double right = seconds(arithmetic.right());
        BinaryOperator operator = arithmetic.operator();
        return switch (operator) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case POWER -> Math.pow(left, right);
            case DIVIDE -> {
                if (right == 0) {
                    throw error(arithmetic, "division by zero");
                }
                yield left / right;
            }
            case MODULO -> {
                if (right == 0) {
                    throw error(arithmetic, "modulo by zero");
                }
                yield left % right;
            }
            case OR, AND, UNLESS, EQUAL, NOT_EQUAL, LESS_OR_EQUAL, LESS, GREATER_OR_EQUAL, GREATER, TRIM_UPPER,
                    TRIM_LOWER, ATAN2 ->
                throw new IllegalStateException("no duration operator: " + operator);
        };
    }
}
