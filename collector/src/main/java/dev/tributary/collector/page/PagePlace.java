package dev.tributary.collector.page;

/**
 * Where a page stands among the others of its target.
 *
 * @param page           its number
 * @param shard          the shard it is of
 * @param part           which of the shard's requests it answers, from 0
 * @param forecast       what is known of it before it comes
 * @param replica        which of several replicas of one Prometheus it is of, from 0
 * @param roundFirstPage number of the first page pulled in the same interval
 * @param startMillis    when the interval's pull began: the time of all that has no own timestamp
 */
public record PagePlace(int page, int shard, int part, PageForecast forecast, int replica, int roundFirstPage,
        long startMillis) {
    static final int PARTS_MAX = 1 << 10;

    /** Tells a request apart from all others of the target. */
    int request() {
        return shard * PARTS_MAX + part;
    }
}
