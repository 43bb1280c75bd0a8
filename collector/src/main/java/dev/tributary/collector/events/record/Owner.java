package dev.tributary.collector.events.record;

/** The workload that the object of an event belongs to in the end, such as the deployment of a pod. */
public record Owner(String kind, String name) {
    /** Not known, or the object belongs to nothing. */
    public static final Owner NONE = new Owner("", "");
}
