package dev.tributary.collector.federate;

import dev.tributary.collector.shard.NameRange;

/**
 * How the pull of one shard went, for the status page.
 *
 * @param range   the names it asks for
 * @param samples samples on its pages
 * @param bytes   bytes of its pages after decompression
 * @param seconds how long it took, the writing to the spool included
 * @param fault   what was wrong, empty when nothing was
 */
public record ShardResult(NameRange range, long samples, long bytes, double seconds, String fault) {
    public boolean isComplete() {
        return fault.isEmpty();
    }
}
