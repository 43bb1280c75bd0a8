package dev.tributary.collector.federate;

import java.time.Duration;

/**
 * When a target is pulled: on a grid of its interval, moved by an offset of its own so that the targets of a collector do not
 * all pull at once, nor the collectors of a fleet, which call their Prometheus by the same name, all ship at once.
 */
public record Schedule(long intervalMillis, long offsetMillis) {
    /** Pulls that start this much off the grid are given the grid's time, so that samples are evenly spaced. */
    private static final long TOLERANCE_MILLIS_MAX = 2;

    /** The schedule of a target; {@code seed} is the same for a target at every start. */
    public static Schedule of(Duration interval, long seed) {
        long millis = interval.toMillis();
        return new Schedule(millis, Math.floorMod(seed * 0x9e3779b97f4a7c15L >>> 16, millis));
    }

    /** Time until the next point of the grid after now; never 0. */
    public long delayMillis(long nowMillis) {
        return intervalMillis - Math.floorMod(nowMillis - offsetMillis, intervalMillis);
    }

    /** The start time that goes with a pull starting now. */
    public long snap(long nowMillis) {
        long late = Math.floorMod(nowMillis - offsetMillis, intervalMillis);
        return late <= Math.min(TOLERANCE_MILLIS_MAX, intervalMillis / 100) ? nowMillis - late : nowMillis;
    }
}
