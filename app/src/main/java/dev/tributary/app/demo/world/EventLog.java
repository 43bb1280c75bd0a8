package dev.tributary.app.demo.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tributary.app.demo.world.ClusterEvent.Notice;

/**
 * The events an API server keeps: each for an hour after it happened last, and what changed in the last two minutes. Safe for
 * several threads.
 */
public final class EventLog {
    private static final long KEPT_MILLIS = 3_600_000;
    private static final long HISTORY_MILLIS = 120_000;
    /** A repetition after a longer time is an event of its own. */
    private static final long FOLDED_MILLIS = 600_000;

    /** What happened to an event. */
    public enum Kind {
        ADDED, MODIFIED, DELETED
    }

    /** One step of the history. */
    public record Change(Kind kind, long version, long atMillis, ClusterEvent event) {
    }

    private final Ids ids;
    private final Map<String, ClusterEvent> events = new LinkedHashMap<>();
    private final Map<Notice, String> folded = new HashMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private long version = 100_000;
    private long forgotten = version;
    private int generation;

    EventLog(Ids ids) {
        this.ids = ids;
    }

    /** Something happened, for the first time or again. */
    synchronized void note(Notice notice, long nowMillis) {
        ClusterEvent before = events.get(folded.getOrDefault(notice, ""));
        version++;
        ClusterEvent event = before == null || nowMillis - before.lastMillis() > FOLDED_MILLIS
                ? new ClusterEvent(ids.uid(), version, notice, nowMillis, nowMillis, 1)
                : new ClusterEvent(before.uid(), version, notice, before.firstMillis(), nowMillis, before.count() + 1);
        events.put(event.uid(), event);
        folded.put(notice, event.uid());
        history.add(new Change(event.count() > 1 ? Kind.MODIFIED : Kind.ADDED, version, nowMillis, event));
        expire(nowMillis);
    }

    private void expire(long nowMillis) {
        for (Iterator<ClusterEvent> all = events.values().iterator(); all.hasNext();) {
            ClusterEvent event = all.next();
            if (event.lastMillis() < nowMillis - KEPT_MILLIS) {
                all.remove();
                folded.remove(event.notice(), event.uid());
                history.add(new Change(Kind.DELETED, ++version, nowMillis, event));
            }
        }
        while (!history.isEmpty() && history.getFirst().atMillis() < nowMillis - HISTORY_MILLIS) {
            forgotten = history.removeFirst().version();
        }
    }

    /** The API server restarts: connections break, and it does not know what was before. */
    synchronized void restart() {
        generation++;
        history.clear();
        forgotten = ++version;
    }

    /** All events now. */
    public synchronized List<ClusterEvent> all() {
        return List.copyOf(events.values());
    }

    /** The newest version. */
    public synchronized long version() {
        return version;
    }

    /** How often the API server has restarted. */
    public synchronized int generation() {
        return generation;
    }

    /** What changed after a version, or nothing when that is too long ago. */
    public synchronized Optional<List<Change>> after(long known) {
        if (known < forgotten) {
            return Optional.empty();
        }
        List<Change> changes = new ArrayList<>();
        for (Iterator<Change> newest = history.descendingIterator(); newest.hasNext();) {
            Change change = newest.next();
            if (change.version() <= known) {
                break;
            }
            changes.addFirst(change);
        }
        return Optional.of(changes);
    }
}
