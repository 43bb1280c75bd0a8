package dev.tributary.alerts.state;

/**
 * Where one alert stands. All times are evaluation times in Unix milliseconds. {@link #next} is the whole life: pending
 * until the condition held long enough, firing until it is gone (and kept firing as asked), resolved for a while so that
 * receivers hear of it, then gone.
 *
 * <p>Source: the alerting rule evaluation of Prometheus 3.14.
 */
public sealed interface AlertState {
    /** How long a resolved alert is kept, so that a lost notification of its end is repeated: 15 minutes. */
    long RESOLVED_RETENTION_MILLIS = 15 * 60 * 1000L;

    /** Not known, or forgotten again. */
    record Inactive() implements AlertState {
    }

    /** The condition holds, but not long enough. */
    record Pending(long activeAt) implements AlertState {
    }

    /** Fires; {@code keptSince} is when the condition went away while keep_firing_for holds the alert up, or 0. */
    record Firing(long activeAt, long firedAt, long keptSince) implements AlertState {
    }

    /** Fired and ended. */
    record Resolved(long activeAt, long firedAt, long resolvedAt) implements AlertState {
    }

    /**
     * The state after an evaluation.
     *
     * @param active whether the rule's expression gave this alert at {@code now}
     * @param times  how long the rule wants it held before and after
     */
    default AlertState next(boolean active, long now, HoldTimes times) {
        return active ? whenActive(now, times) : whenGone(now, times);
    }

    private AlertState whenActive(long now, HoldTimes times) {
        return switch (this) {
            case Inactive _,Resolved _ -> held(now, now, times);
            case Pending(long activeAt) -> held(activeAt, now, times);
            case Firing(long activeAt, long firedAt, long _) -> now - activeAt >= times.holdMillis()
                    ? new Firing(activeAt, firedAt, 0)
                    // The rule was reloaded with a longer "for": the alert has to earn it again.
                    : new Pending(activeAt);
        };
    }

    private static AlertState held(long activeAt, long now, HoldTimes times) {
        return now - activeAt >= times.holdMillis() ? new Firing(activeAt, now, 0) : new Pending(activeAt);
    }

    private AlertState whenGone(long now, HoldTimes times) {
        return switch (this) {
            case Inactive _,Pending _ -> new Inactive();
            case Firing firing -> keepOrResolve(firing, now, times);
            case Resolved(long _, long _, long resolvedAt) -> now - resolvedAt > RESOLVED_RETENTION_MILLIS
                    ? new Inactive()
                    : this;
        };
    }

    private static AlertState keepOrResolve(Firing firing, long now, HoldTimes times) {
        if (times.keepFiringMillis() > 0) {
            long keptSince = firing.keptSince() == 0 ? now : firing.keptSince();
            if (now - keptSince < times.keepFiringMillis()) {
                return new Firing(firing.activeAt(), firing.firedAt(), keptSince);
            }
        }
        return new Resolved(firing.activeAt(), firing.firedAt(), now);
    }

    /** The same with all its times moved, as when the clock they were taken from was wrong. */
    default AlertState moved(long byMillis) {
        return switch (this) {
            case Inactive inactive -> inactive;
            case Pending(long activeAt) -> new Pending(activeAt + byMillis);
            case Firing(long activeAt, long firedAt, long keptSince) ->
                new Firing(activeAt + byMillis, firedAt + byMillis, keptSince == 0 ? 0 : keptSince + byMillis);
            case Resolved(long activeAt, long firedAt, long resolvedAt) ->
                new Resolved(activeAt + byMillis, firedAt + byMillis, resolvedAt + byMillis);
        };
    }

    /** True when the alert counts as present: pending or firing. */
    default boolean isActive() {
        return this instanceof Pending || this instanceof Firing;
    }
}
