package dev.tributary.collector.lines;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * @param bytesMax    longest line
 * @param tooLong     what becomes of longer ones
 * @param mark        ends a line that was cut; counts within its length
 * @param partialWait how long the beginning of a line waits for its end
 */
public record LineLimits(int bytesMax, TooLong tooLong, String mark, Duration partialWait) {
    /** What becomes of a line beyond the limit. */
    public enum TooLong {
        CUT, DROP
    }

    byte[] markBytes() {
        return mark.getBytes(StandardCharsets.UTF_8);
    }
}
