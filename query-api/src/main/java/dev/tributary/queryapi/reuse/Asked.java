package dev.tributary.queryapi.reuse;

import java.time.Duration;

import dev.tributary.queryapi.access.ReadAccess;
import org.jspecify.annotations.Nullable;

/**
 * A question as far as its answer depends on it.
 *
 * @param startMillis the first step
 * @param endMillis   not before the start; no step is behind it
 * @param stepMillis  distance of steps, 0 for an instant query
 * @param lookback    null for the engine's own
 * @param access      what may be seen
 */
public record Asked(String expression, long startMillis, long endMillis, long stepMillis, @Nullable Duration lookback,
        ReadAccess access) {
    /** What two questions share whose steps are the same: all but the steps themselves, and the grid these lie on. */
    record Key(String expression, long stepMillis, long phaseMillis, @Nullable Duration lookback, ReadAccess access) {
    }

    Key key() {
        long phase = stepMillis == 0 ? startMillis : Math.floorMod(startMillis, stepMillis);
        return new Key(expression, stepMillis, phase, lookback, access);
    }

    /** The last step. */
    long lastMillis() {
        return stepMillis == 0 ? startMillis : startMillis + (endMillis - startMillis) / stepMillis * stepMillis;
    }
}
