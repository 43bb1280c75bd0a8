package dev.tributary.collector.federate;

import dev.tributary.collector.shard.NameRange;

/**
 * How the pull of one shard went, for the status page.
 *
 * @param replica which of several replicas was asked, from 0
 * @param range   the names it asks for
 * @param served series whose samples are taken from here and not from another replica
 * @param duplicates series that another replica serves
 * @param successions series that this replica took over from the other
 * @param samples samples on its pages
 * @param bytes   bytes of its pages after decompression
 * @param seconds how long it took, the writing to the spool included
 * @param missedFromMillis from when on samples were probably missed, {@link Long#MAX_VALUE} when none were
 * @param fault   what was wrong, empty when nothing was
 */
public record ShardResult(int replica, NameRange range, long served, long duplicates, long successions, long samples,
        long bytes,
        double seconds, long missedFromMillis,
        String fault) {
    public boolean isComplete() {
        return fault.isEmpty();
    }
}
