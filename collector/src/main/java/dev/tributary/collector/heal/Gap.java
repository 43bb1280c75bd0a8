package dev.tributary.collector.heal;

import dev.tributary.collector.shard.NameRange;

/**
 * A window of time, open at its start and closed at its end, of which samples of these names may not have been seen.
 *
 * @param range      names
 * @param fromMillis everything up to here is known
 * @param toMillis   from behind here on pages were whole again
 */
public record Gap(NameRange range, long fromMillis, long toMillis) {
    public Gap {
        if (toMillis <= fromMillis) {
            throw new IllegalArgumentException("a gap has a length, not from " + fromMillis + " to " + toMillis);
        }
    }

    public double seconds() {
        return (toMillis - fromMillis) / 1e3;
    }
}
