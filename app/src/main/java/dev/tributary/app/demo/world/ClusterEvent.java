package dev.tributary.app.demo.world;

/**
 * A version of one Kubernetes event, with what {@link Notice} says.
 *
 * @param uid     the same in all versions
 * @param version grows over all events of the cluster
 */
public record ClusterEvent(String uid, long version, Notice notice, long firstMillis, long lastMillis, long count) {
    /** The object an event is about; the namespace is empty for a node. */
    public record Subject(String kind, String namespace, String name, String uid) {
    }

    /**
     * What is said of an object; the same notice again counts in the same event.
     *
     * @param component who says it
     * @param host      on which node; empty where the component writes events in the new style, which says no host
     */
    public record Notice(Subject subject, boolean warning, String reason, String message, String component,
            String host) {
    }

    /** Where and under which name the API has it. */
    public String name() {
        return notice.subject().name() + "." + uid.substring(0, 13).replace("-", "");
    }

    public String namespace() {
        return notice.subject().namespace().isEmpty() ? "default" : notice.subject().namespace();
    }
}
