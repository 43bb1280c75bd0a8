package dev.tributary.collector.heal;

import java.time.Duration;

/**
 * How gaps are healed.
 *
 * @param enabled             false to leave gaps as they are
 * @param ageMax              what is older is given up
 * @param initialWindow       how far back the first start ever reads
 * @param samplesPerSecondMax how fast
 * @param pendingSamplesMax   waits while every destination has more than this to ship
 */
public record HealSettings(boolean enabled, Duration ageMax, Duration initialWindow, double samplesPerSecondMax,
        long pendingSamplesMax) {
}
