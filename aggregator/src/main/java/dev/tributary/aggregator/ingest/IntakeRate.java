package dev.tributary.aggregator.ingest;

import java.time.Duration;

/**
 * Bounds what a cluster sends in a second: samples, or bytes of log lines. What a request holds is only known when it is
 * decoded, so it is charged afterwards and may overdraw the account; while it is overdrawn, further requests are told to
 * wait. Safe for several threads.
 */
public final class IntakeRate {
    /** How long the full rate can be saved up: a collector that was cut off for a moment may catch up. */
    private static final long SAVED_SECONDS = 10;

    private final long perSecondMax;
    private double balance;
    private long updatedNanos;

    IntakeRate(long perSecondMax, long nowNanos) {
        this.perSecondMax = perSecondMax;
        balance = (double) perSecondMax * SAVED_SECONDS;
        updatedNanos = nowNanos;
    }

    /** What the account earns in a second. */
    public long perSecondMax() {
        return perSecondMax;
    }

    /** How long to wait before more is taken; zero when now is fine. */
    public synchronized Duration waitTime(long nowNanos) {
        refill(nowNanos);
        return balance >= 0 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(-balance * 1000 / perSecondMax));
    }

    /** Takes what was received off the account. */
    public synchronized void charge(long received, long nowNanos) {
        refill(nowNanos);
        balance -= received;
    }

    private void refill(long nowNanos) {
        double earned = (nowNanos - updatedNanos) / 1e9 * perSecondMax;
        balance = Math.min((double) perSecondMax * SAVED_SECONDS, balance + earned);
        updatedNanos = nowNanos;
    }
}
