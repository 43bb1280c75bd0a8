package dev.tributary.collector.events.state;

import java.util.List;
import java.util.Map;

/**
 * One step of the state, which is on disk whole or not at all. Everything in it is absolute: repeating a step changes
 * nothing.
 *
 * @param positions up to which resourceVersion each watch has been read, by scope
 * @param known     versions written, and events that are gone
 * @param totals    new values
 */
public record StateChange(Map<String, String> positions, List<KnownEvent> known, List<EventTotal> totals) {
    public StateChange {
        positions = Map.copyOf(positions);
        known = List.copyOf(known);
        totals = List.copyOf(totals);
    }

    public boolean isEmpty() {
        return positions.isEmpty() && known.isEmpty() && totals.isEmpty();
    }
}
