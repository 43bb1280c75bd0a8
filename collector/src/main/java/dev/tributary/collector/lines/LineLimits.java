package dev.tributary.collector.lines;

import java.time.Duration;

/**
 * @param bytesMax    longer lines are cut
 * @param partialWait how long the beginning of a line waits for its end
 */
public record LineLimits(int bytesMax, Duration partialWait) {
}
