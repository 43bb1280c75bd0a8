package dev.tributary.alerts.state;

/**
 * What becomes of a pending alert's clock after the hub was down: the time it was down counts neither for nor against it,
 * so that nothing fires merely because nobody looked.
 *
 * <p>Source: the restoration of {@code for} state in Prometheus 3.14, but for what {@link #activeAt} says.
 */
public final class Restoration {
    /** Downtime beyond which stored state says nothing any more: 1 hour. */
    public static final long OUTAGE_TOLERANCE_MILLIS = 60 * 60 * 1000L;

    /** Time every restored alert waits at least before it fires, so that recovered targets are scraped: 10 minutes. */
    public static final long GRACE_MILLIS = 10 * 60 * 1000L;

    private Restoration() {
    }

    /**
     * When a restored alert counts as active since.
     *
     * @param storedActiveAt since when it was active before the downtime
     * @param lastSeen       time of the last evaluation before the downtime
     * @param now            time of this evaluation
     */
    public static long activeAt(long storedActiveAt, long lastSeen, long now, HoldTimes times) {
        long remaining = times.holdMillis() - (lastSeen - storedActiveAt);
        if (remaining <= 0) {
            return storedActiveAt;
        }
        // Prometheus starts rules that hold for less than the grace period anew, since it knows their state only from
        // samples; here it is known exactly, so their clock just stands still while the hub is away.
        if (remaining < GRACE_MILLIS && times.holdMillis() >= GRACE_MILLIS) {
            return now + GRACE_MILLIS - times.holdMillis();
        }
        return storedActiveAt + (now - lastSeen);
    }
}
