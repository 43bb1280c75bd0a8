package dev.tributary.collector.events.watch;

/**
 * How a watch fares.
 *
 * @param namespace       empty for all
 * @param fieldSelector   empty for none
 * @param state           listing, watching, waiting (to try again) or stopped
 * @param position        resourceVersion it would go on from, empty before the first list
 * @param lastMillis      when something was heard of the API server last, 0 for never
 * @param lists           whole lists read since the start
 * @param expired         times the API server had forgotten the position
 * @param problem         why it waits, empty for nothing
 */
public record WatchStatus(String namespace, String fieldSelector, String state, String position, long lastMillis,
        long lists, long expired, String problem) {
    /** The first list, or a position from an earlier run, is behind it. */
    public boolean isRunning() {
        return lastMillis != 0;
    }
}
