package dev.tributary.aggregator.storage.logs.merge;

import java.util.List;

/** Times of a table at which everything is deleted: closed ranges in nanoseconds. */
public record HiddenTimes(List<Range> ranges) {
    /** Nothing is deleted. */
    public static final HiddenTimes NONE = new HiddenTimes(List.of());

    /** A closed range. */
    public record Range(long minNanos, long maxNanos) {
    }

    public HiddenTimes {
        ranges = List.copyOf(ranges);
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public boolean hides(long nanos) {
        for (Range range : ranges) {
            if (nanos >= range.minNanos && nanos <= range.maxNanos) {
                return true;
            }
        }
        return false;
    }

    /** True when one range covers the closed range. */
    public boolean covers(long minNanos, long maxNanos) {
        for (Range range : ranges) {
            if (range.minNanos <= minNanos && range.maxNanos >= maxNanos) {
                return true;
            }
        }
        return false;
    }

    /** True when some instant of the closed range is deleted. */
    public boolean meets(long minNanos, long maxNanos) {
        for (Range range : ranges) {
            if (range.minNanos <= maxNanos && range.maxNanos >= minNanos) {
                return true;
            }
        }
        return false;
    }
}
