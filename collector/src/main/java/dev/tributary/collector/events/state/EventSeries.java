package dev.tributary.collector.events.state;

/** What events are counted by. The namespace is empty for cluster-scoped objects. */
public record EventSeries(String namespace, String kind, String reason, String type) {
    /** Takes the counts of what has no series of its own any more, so that sums stay right. */
    static EventSeries overflow(String type) {
        return new EventSeries("", "", "_overflow", type);
    }
}
