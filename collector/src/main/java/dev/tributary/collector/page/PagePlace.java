package dev.tributary.collector.page;

/**
 * Where a page stands among the others of its target.
 *
 * @param page           its number
 * @param shard          the shard it is of
 * @param roundFirstPage number of the first page pulled in the same interval
 * @param startMillis    when the interval's pull began: the time of all that has no own timestamp
 */
public record PagePlace(int page, int shard, int roundFirstPage, long startMillis) {
}
