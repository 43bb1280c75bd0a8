package dev.tributary.collector.spool;

import java.time.Duration;

/**
 * How much a spool keeps and how it is cut up.
 *
 * @param bytesMax     all segments together; beyond it the oldest segment is dropped
 * @param ageMax       a segment whose last batch is older than this is dropped
 * @param segmentBytes size at which a segment is closed and the next begun
 * @param segmentAge   age at which a segment is closed, so that the newest backlog is small pieces of time
 * @param freshAgeMax  a batch that waited longer than this is backlog
 */
public record SpoolLimits(long bytesMax, Duration ageMax, long segmentBytes, Duration segmentAge,
        Duration freshAgeMax) {
    public SpoolLimits {
        if (segmentBytes < 1 || bytesMax < 2 * segmentBytes) {
            throw new IllegalArgumentException("a spool needs room for two segments of " + segmentBytes
                    + " bytes at least, its limit is " + bytesMax);
        }
        requirePositive("ageMax", ageMax);
        requirePositive("segmentAge", segmentAge);
        requirePositive("freshAgeMax", freshAgeMax);
    }

    private static void requirePositive(String what, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(what + " must be longer than 0, is " + duration);
        }
    }
}
