package dev.tributary.collector.shard;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How many samples each metric name had when it was last measured. One thread. */
public final class FamilySizes {
    private final NavigableMap<String, Integer> sizes = new TreeMap<>(NameRange::compare);

    /** Takes a measurement of part of the names: others in the range are not there any more. */
    public void measured(NameRange range, Map<String, Integer> samples) {
        var inRange = range.to().isEmpty()
                ? sizes.tailMap(range.from(), true)
                : sizes.subMap(range.from(), true, range.to(), false);
        inRange.clear();
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
        for (int count : (range.to().isEmpty()
                ? sizes.tailMap(range.from(), true)
                : sizes.subMap(range.from(), true, range.to(), false)).values()) {
            sum += count;
        }
        return sum;
    }

    NavigableMap<String, Integer> byName() {
        return sizes;
    }
}
