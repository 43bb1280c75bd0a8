package dev.tributary.collector.events.api;

/**
 * What one watch sees.
 *
 * @param namespace     empty for all
 * @param fieldSelector empty for everything in there
 */
public record EventScope(String namespace, String fieldSelector) {
    /** Tells it from others in the state: with another selector everything has to be listed. */
    public String name() {
        return (namespace.isEmpty() ? "*" : namespace) + (fieldSelector.isEmpty() ? "" : " " + fieldSelector);
    }
}
