package dev.tributary.collector.events.record;

/**
 * One version of a Kubernetes event. Texts are empty where the event says nothing.
 *
 * @param uid             identifies the event over all its versions
 * @param resourceVersion of this version
 * @param namespace       in which the event itself is kept: {@code default} for cluster-scoped objects
 * @param count           how often it happened: of the series, else the old style's count, else 1
 * @param firstNanos      when it happened first, Unix nanoseconds
 * @param lastNanos       when it happened last: the latest of all times the event has
 * @param isTimeOfReading the event has no such time, or one too far ahead: lastNanos is when it was read
 */
public record ClusterEvent(String uid, String resourceVersion, String name, String namespace, String type,
        String reason, String action, String message, long count, long firstNanos, long lastNanos,
        boolean isTimeOfReading, ObjectReference object, ObjectReference related, Reporter reporter) {
    /** The same, as far as another version of it was later or counted more. */
    public ClusterEvent atLeast(long otherCount, long otherLastNanos) {
        if (count >= otherCount && lastNanos >= otherLastNanos) {
            return this;
        }
        return new ClusterEvent(uid, resourceVersion, name, namespace, type, reason, action, message,
                Math.max(count, otherCount), firstNanos, Math.max(lastNanos, otherLastNanos), isTimeOfReading, object,
                related,
                reporter);
    }

    /** Whether it tells more than a version that was read before. A time of reading is later each time, and tells nothing. */
    public boolean isNewerThan(long otherCount, long otherLastNanos) {
        return count > otherCount || lastNanos > otherLastNanos && !isTimeOfReading;
    }

    /** The node concerned: the object itself, or where the reporter runs. */
    public String node() {
        return object.kind().equals("Node") ? object.name() : reporter.host();
    }
}
