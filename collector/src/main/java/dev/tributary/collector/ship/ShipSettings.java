package dev.tributary.collector.ship;

import java.time.Duration;

/**
 * How persistent shipping is.
 *
 * @param backoffMin                 wait after the first failure
 * @param backoffMax                 longest wait, before what a receiver asks for
 * @param backlogSamplesPerSecondMax what the backlog lane never exceeds
 */
public record ShipSettings(Duration backoffMin, Duration backoffMax, double backlogSamplesPerSecondMax) {
    public ShipSettings {
        if (!backoffMin.isPositive() || backoffMax.compareTo(backoffMin) < 0) {
            throw new IllegalArgumentException(
                    "backoff must rise from above 0, is " + backoffMin + " to " + backoffMax);
        }
        if (backlogSamplesPerSecondMax < 1) {
            throw new IllegalArgumentException("the backlog needs at least one sample a second");
        }
    }
}
