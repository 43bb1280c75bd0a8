package dev.tributary.collector.events.state;

/**
 * The version of an event that was written last.
 *
 * @param scope      name of the watch that saw it
 * @param goneMillis since when the API server has it no more, 0 while it has
 */
public record KnownEvent(String uid, String scope, long count, long lastNanos, long goneMillis) {
    /** The same event since it is gone. */
    public KnownEvent gone(long millis) {
        return new KnownEvent(uid, scope, count, lastNanos, millis);
    }
}
