package dev.tributary.promql;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * What one caller asks for beside the expression.
 *
 * @param lookback  overrides the engine's lookback, null to keep it
 * @param timeout   overrides the engine's timeout downwards, null to keep it
 * @param cancelled polled while running; true ends the query
 * @param stepStats whether the statistics show every step, where the feature {@link Features#PER_STEP_STATS} is on
 */
public record QueryOptions(@Nullable Duration lookback, @Nullable Duration timeout, BooleanSupplier cancelled,
        boolean stepStats) {
    public static final QueryOptions DEFAULT = new QueryOptions(null, null, () -> false, false);

    /** Without statistics of single steps. */
    public QueryOptions(@Nullable Duration lookback, @Nullable Duration timeout, BooleanSupplier cancelled) {
        this(lookback, timeout, cancelled, false);
    }
}
