package dev.tributary.aggregator.storage.logs.merge;

import java.util.List;
import java.util.function.Predicate;

import dev.tributary.aggregator.storage.logs.block.LineSearch;
import dev.tributary.aggregator.storage.logs.block.LineTable;
import dev.tributary.aggregator.storage.logs.block.TextFilter;

/**
 * Entries of a table that are deleted: all within closed ranges in nanoseconds, or those of a range that a filter means. For
 * one thread, as filters are.
 */
public record HiddenEntries(List<Range> ranges, List<Lines> lines) {
    /** Nothing is deleted. */
    public static final HiddenEntries NONE = new HiddenEntries(List.of(), List.of());

    /** A closed range. */
    public record Range(long minNanos, long maxNanos) {
        boolean has(long nanos) {
            return nanos >= minNanos && nanos <= maxNanos;
        }

        boolean meets(long min, long max) {
            return minNanos <= max && maxNanos >= min;
        }
    }

    /** Says of an entry by its place whether it is meant. */
    @FunctionalInterface
    public interface Condition {
        boolean holds(LineTable table, int index);
    }

    /**
     * Lines of a range.
     *
     * @param search texts that all of them hold
     */
    public record Lines(Range range, LineSearch search, Condition condition) {
        private boolean hides(LineTable table, int index) {
            return range.has(table.timeNanos(index)) && (search.isEmpty() || search.matches(table, index))
                    && condition.holds(table, index);
        }
    }

    public HiddenEntries {
        ranges = List.copyOf(ranges);
        lines = List.copyOf(lines);
    }

    public boolean isEmpty() {
        return ranges.isEmpty() && lines.isEmpty();
    }

    public boolean hides(LineTable table, int index) {
        long nanos = table.timeNanos(index);
        for (Range range : ranges) {
            if (range.has(nanos)) {
                return true;
            }
        }
        for (Lines one : lines) {
            if (one.hides(table, index)) {
                return true;
            }
        }
        return false;
    }

    /** True when all of the closed range is deleted by one range, whatever the lines. */
    public boolean covers(long minNanos, long maxNanos) {
        for (Range range : ranges) {
            if (range.minNanos <= minNanos && range.maxNanos >= maxNanos) {
                return true;
            }
        }
        return false;
    }

    /** True when something in the closed range may be deleted. */
    public boolean meets(long minNanos, long maxNanos) {
        return ranges.stream().anyMatch(range -> range.meets(minNanos, maxNanos))
                || lines.stream().anyMatch(one -> one.range.meets(minNanos, maxNanos));
    }

    /**
     * What of this can concern a block.
     *
     * @param mayHold asks the block's filter whether a line holds what is asked for
     */
    public HiddenEntries within(long minNanos, long maxNanos, Predicate<TextFilter.Question> mayHold) {
        if (isEmpty() || !meets(minNanos, maxNanos)) {
            return NONE;
        }
        return new HiddenEntries(ranges, lines.stream().filter(one -> one.range.meets(minNanos, maxNanos)
                && (one.search.question().isEmpty() || mayHold.test(one.search.question()))).toList());
    }
}
