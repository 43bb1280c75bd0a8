package dev.tributary.collector.ship;

import java.time.Clock;
import java.time.Duration;

/**
 * How fast the backlog goes out: slow at first, a little faster with every batch that is taken, half as fast with every one
 * that is not. So the receiver sets the pace, and a fleet coming back from an outage does not break it again. One thread.
 */
final class Pace {
    /** Where it starts, and what it never falls below: one small batch a second still makes progress. */
    static final double SAMPLES_PER_SECOND_MIN = 1000;

    private static final double GROWTH = 1.1;

    private final double samplesPerSecondMax;
    private final Clock clock;
    private double samplesPerSecond;
    private long nextMillis;

    Pace(double samplesPerSecondMax, Clock clock) {
        this.samplesPerSecondMax = samplesPerSecondMax;
        this.clock = clock;
        samplesPerSecond = Math.min(SAMPLES_PER_SECOND_MIN, samplesPerSecondMax);
    }

    /** The wait before so many samples may go out; they count as sent. */
    Duration take(int samples) {
        long now = clock.millis();
        long wait = Math.max(0, nextMillis - now);
        nextMillis = Math.max(now, nextMillis) + (long) (1000 * samples / samplesPerSecond);
        return Duration.ofMillis(wait);
    }

    void taken() {
        samplesPerSecond = Math.min(samplesPerSecondMax, samplesPerSecond * GROWTH);
    }

    void notTaken() {
        samplesPerSecond = Math.max(Math.min(SAMPLES_PER_SECOND_MIN, samplesPerSecondMax), samplesPerSecond / 2);
    }

    double samplesPerSecond() {
        return samplesPerSecond;
    }
}
