package dev.tributary.collector.events.record;

/**
 * Who wrote an event; empty texts for what is not said.
 *
 * @param component the controller, by either writer style
 * @param instance  which of its processes
 * @param host      the node it ran on, which only the old style says
 */
public record Reporter(String component, String instance, String host) {
}
