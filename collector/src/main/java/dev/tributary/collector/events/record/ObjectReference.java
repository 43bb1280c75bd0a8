package dev.tributary.collector.events.record;

/** The object an event is about, or a related one; empty texts for what is not said. */
public record ObjectReference(String kind, String namespace, String name, String uid, String apiVersion,
        String fieldPath) {
    /** No object. */
    static final ObjectReference NONE = new ObjectReference("", "", "", "", "", "");

    /** A cluster-scoped object has no namespace, whatever the namespace its event is kept in. */
    public boolean hasNamespace() {
        return !namespace.isEmpty();
    }
}
