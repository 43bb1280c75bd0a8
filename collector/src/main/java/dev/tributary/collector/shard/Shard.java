package dev.tributary.collector.shard;

/**
 * One request of each interval.
 *
 * @param id       tells it from the shards of all plans within memory; never that of another range
 * @param range    the names it asks for
 * @param expected samples it will have, 0 when not known
 * @param lastName the last name it will have, empty when not known
 */
public record Shard(int id, NameRange range, long expected, String lastName) {
}
