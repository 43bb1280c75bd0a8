package dev.tributary.queryapi.query;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** A query as it was asked, checked. Times are Unix milliseconds. */
public sealed interface Question {
    String expression();

    /** The lookback asked for, null for the engine's own. */
    @Nullable
    Duration lookback();

    /** The most this query may take, null for the hub's own limit. */
    @Nullable
    Duration timeout();

    /** Whether statistics of every step are wanted. */
    boolean stepStats();

    /** The route's name in metrics and logs. */
    String route();

    /** The times asked for, for logs. */
    String times();

    /** The value at one instant. */
    record Instantly(String expression, long timeMillis, @Nullable Duration lookback, @Nullable Duration timeout,
            boolean stepStats) implements Question {
        @Override
        public String route() {
            return "query";
        }

        @Override
        public String times() {
            return "time=" + Instant.ofEpochMilli(timeMillis);
        }
    }

    /** The values at start, start + step, ... up to end. */
    record Range(String expression, long startMillis, long endMillis, long stepMillis, @Nullable Duration lookback,
            @Nullable Duration timeout, boolean stepStats) implements Question {
        @Override
        public String route() {
            return "query_range";
        }

        @Override
        public String times() {
            return "start=" + Instant.ofEpochMilli(startMillis) + " end=" + Instant.ofEpochMilli(endMillis)
                    + " step=" + Duration.ofMillis(stepMillis).toMillis() + "ms";
        }
    }
}
