package dev.tributary.collector.events;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.collector.events.record.ClusterEvent;
import dev.tributary.collector.events.state.EventSeries;
import dev.tributary.collector.events.state.EventState;
import dev.tributary.collector.events.state.KnownEvent;
import dev.tributary.collector.events.state.StateChange;
import dev.tributary.collector.events.watch.Signal;

/**
 * What a handful of signals comes to: the newest version of each event that is new, how often things happened since, and the
 * change of the state that goes with it. For one thread.
 */
final class Draft {
    private final EventState state;
    private final long nowMillis;
    private final Map<String, ClusterEvent> fresh = new LinkedHashMap<>();
    private final Map<String, KnownEvent> known = new HashMap<>();
    private final Map<EventSeries, Long> occurrences = new LinkedHashMap<>();
    private final Map<String, String> positions = new HashMap<>();
    private final List<EventSeries> past = new ArrayList<>();
    private long repeated;
    private long superseded;
    private long newestNanos;

    Draft(EventState state, long nowMillis) {
        this.state = state;
        this.nowMillis = nowMillis;
    }

    void add(Signal signal) {
        switch (signal) {
            case Signal.Seen seen -> seen(seen);
            case Signal.Gone gone -> gone(gone);
            case Signal.Listed listed -> listed(listed);
            case Signal.Reached _ -> {
            }
        }
        if (!signal.position().isEmpty()) {
            positions.put(signal.scope(), signal.position());
        }
    }

    private void seen(Signal.Seen seen) {
        KnownEvent before = known.getOrDefault(seen.event().uid(), state.known(seen.event().uid()));
        long count = before == null ? 0 : before.count();
        ClusterEvent event = before == null ? seen.event() : seen.event().atLeast(count, before.lastNanos());
        boolean isNew = before == null || event.isNewerThan(count, before.lastNanos());
        if (isNew) {
            superseded += fresh.put(event.uid(), event) == null ? 0 : 1;
            EventSeries series = new EventSeries(event.object().namespace(), event.object().kind(), event.reason(),
                    event.type());
            occurrences.merge(series, event.count() - count, Long::sum);
            if (seen.past()) {
                past.add(series);
            } else {
                newestNanos = Math.max(newestNanos, event.lastNanos());
            }
        } else {
            repeated++;
        }
        if (before == null || isNew || before.goneMillis() != 0 || !before.scope().equals(seen.scope())) {
            known.put(event.uid(), new KnownEvent(event.uid(), seen.scope(), event.count(), event.lastNanos(), 0));
        }
    }

    private void gone(Signal.Gone gone) {
        KnownEvent before = known.getOrDefault(gone.uid(), state.known(gone.uid()));
        if (before != null && before.goneMillis() == 0) {
            known.put(gone.uid(), before.gone(nowMillis));
        }
    }

    private void listed(Signal.Listed listed) {
        state.goneFrom(listed.scope(), listed.uids(), nowMillis)
                .forEach(event -> known.putIfAbsent(event.uid(), event));
    }

    /** The events to write, each once. */
    Collection<ClusterEvent> events() {
        return fresh.values();
    }

    /** What is to be in force once the events are written. */
    StateChange change() {
        occurrences.values().removeIf(number -> number == 0);
        return new StateChange(positions, List.copyOf(known.values()), state.counted(occurrences, nowMillis));
    }

    /** Series of events that happened before anybody looked. */
    List<EventSeries> past() {
        return past;
    }

    long repeated() {
        return repeated;
    }

    long superseded() {
        return superseded;
    }

    /** When the newest event happened that a watch brought, 0 for none. */
    long newestNanos() {
        return newestNanos;
    }
}
