package dev.tributary.collector.shard;

/**
 * How large shards are to be.
 *
 * @param samples samples of one shard, about
 * @param max     most shards of one target
 */
public record ShardSizing(int samples, int max) {
    public ShardSizing {
        if (samples < 1 || max < 1) {
            throw new IllegalArgumentException("a shard holds something: " + samples + " samples, " + max + " shards");
        }
    }
}
