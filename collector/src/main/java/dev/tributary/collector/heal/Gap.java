package dev.tributary.collector.heal;

import dev.tributary.collector.shard.NameRange;

/**
 * A window of time, open at its start and closed at its end, of which samples of these names may not have been seen.
 *
 * @param range      names
 * @param fromMillis everything up to here is known
 * @param toMillis   from behind here on pages were whole again
 * @param server     the only replica that has to be read, {@link #EVERY} for each that serves series
 */
public record Gap(NameRange range, long fromMillis, long toMillis, int server) {
    /** Not one replica alone. */
    public static final int EVERY = -1;

    /** A gap of the whole job. */
    public Gap(NameRange range, long fromMillis, long toMillis) {
        this(range, fromMillis, toMillis, EVERY);
    }

    public Gap {
        if (toMillis <= fromMillis) {
            throw new IllegalArgumentException("a gap has a length, not from " + fromMillis + " to " + toMillis);
        }
    }

    /** True when reading this gap reads the other too. */
    boolean covers(Gap other) {
        boolean sameNames = range.isAll() || range.equals(other.range);
        boolean sameServers = server == EVERY || server == other.server;
        return sameNames && sameServers && fromMillis <= other.fromMillis && toMillis >= other.toMillis;
    }

    public double seconds() {
        return (toMillis - fromMillis) / 1e3;
    }
}
