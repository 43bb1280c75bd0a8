package dev.tributary.collector.shard;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How many samples each metric name had when it was last measured. One thread. */
public final class FamilySizes {
    private final NavigableMap<String, Integer> sizes = new TreeMap<>(NameRange::compare);

    /** Takes a measurement of part of the names: others in the range are not there any more. */
    public void measured(NameRange range, Map<String, Integer> samples) {
        in(range).clear();
        sizes.putAll(samples);
    }

    /** Takes a measurement that did not get to the end: others in the range may still be there. */
    public void measuredInPart(Map<String, Integer> samples) {
        samples.forEach((name, count) -> sizes.merge(name, count, Math::max));
    }

    public boolean isEmpty() {
        return sizes.isEmpty();
    }

    public long total() {
        return of(NameRange.ALL);
    }

    /** Samples of the names in a range. */
    public long of(NameRange range) {
        long sum = 0;
        for (int count : in(range).values()) {
            sum += count;
        }
        return sum;
    }

    /** The last name of a range, empty when none is known. */
    public String lastOf(NameRange range) {
        NavigableMap<String, Integer> known = in(range);
        return known.isEmpty() ? "" : known.lastKey();
    }

    private NavigableMap<String, Integer> in(NameRange range) {
        return range.to().isEmpty()
                ? sizes.tailMap(range.from(), true)
                : sizes.subMap(range.from(), true, range.to(), false);
    }

    NavigableMap<String, Integer> byName() {
        return sizes;
    }
}
