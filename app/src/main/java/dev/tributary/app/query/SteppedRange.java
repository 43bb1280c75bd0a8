package dev.tributary.app.query;

import java.time.Duration;

/** How finely a range of time is asked for where nobody says. */
public final class SteppedRange {
    static final int STEPS = 250;

    private SteppedRange() {
    }

    /** The time between two values; at least a second. */
    public static Duration step(Duration range) {
        return Duration.ofSeconds(Math.max(1, range.toSeconds() / STEPS));
    }
}
