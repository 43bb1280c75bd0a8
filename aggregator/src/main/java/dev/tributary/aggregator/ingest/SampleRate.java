package dev.tributary.aggregator.ingest;

import java.time.Duration;

/**
 * Bounds the samples a cluster sends in a second. A request's samples are only known when it is decoded, so they are charged
 * afterwards and may overdraw the account; while it is overdrawn, further requests are told to wait. Safe for several
 * threads.
 */
final class SampleRate {
    /** How long the full rate can be saved up: a collector that was cut off for a moment may catch up. */
    private static final long SAVED_SECONDS = 10;

    private final long perSecondMax;
    private double balance;
    private long updatedNanos;

    SampleRate(long perSecondMax, long nowNanos) {
        this.perSecondMax = perSecondMax;
        balance = (double) perSecondMax * SAVED_SECONDS;
        updatedNanos = nowNanos;
    }

    long perSecondMax() {
        return perSecondMax;
    }

    /** How long to wait before more is taken; zero when now is fine. */
    synchronized Duration waitTime(long nowNanos) {
        refill(nowNanos);
        return balance >= 0 ? Duration.ZERO : Duration.ofMillis((long) Math.ceil(-balance * 1000 / perSecondMax));
    }

    synchronized void charge(long samples, long nowNanos) {
        refill(nowNanos);
        balance -= samples;
    }

    private void refill(long nowNanos) {
        double earned = (nowNanos - updatedNanos) / 1e9 * perSecondMax;
        balance = Math.min((double) perSecondMax * SAVED_SECONDS, balance + earned);
        updatedNanos = nowNanos;
    }
}
