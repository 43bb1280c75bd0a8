package dev.tributary.alerts.state;

/**
 * How long a rule's condition must hold before the alert fires ({@code for}) and how long it goes on firing after the
 * condition is gone ({@code keep_firing_for}), in milliseconds.
 */
public record HoldTimes(long holdMillis, long keepFiringMillis) {
    public HoldTimes {
        if (holdMillis < 0 || keepFiringMillis < 0) {
            throw new IllegalArgumentException("hold times are negative: " + holdMillis + ", " + keepFiringMillis);
        }
    }
}
