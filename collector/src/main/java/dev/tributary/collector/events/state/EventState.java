package dev.tributary.collector.events.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The positions, the events that were written and the totals, as the state file has them: a change counts once it is on disk.
 * For one thread, but {@link #position} and the sizes may be asked by any.
 */
public final class EventState implements AutoCloseable {
    private static final int KNOWN_PER_LINE = 1000;

    private final StateFile file;
    private final StateLimits limits;
    private final Map<String, String> positions = new ConcurrentHashMap<>();
    private final Map<String, KnownEvent> known = new HashMap<>();
    private final EventTotals totals;
    private volatile int knownSize;
    private volatile int seriesSize;

    private EventState(StateFile file, StateLimits limits) {
        this.file = file;
        this.limits = limits;
        totals = new EventTotals(limits.seriesMax());
    }

    /**
     * Reads the state from its file, which need not exist.
     *
     * @throws IOException when the file cannot be read or replaced
     */
    public static EventState open(Path path, StateLimits limits) throws IOException {
        EventState state = new EventState(new StateFile(path), limits);
        state.file.load(state::apply);
        state.file.replace(state.whole());
        return state;
    }

    private void apply(StateChange change) {
        positions.putAll(change.positions());
        change.known().forEach(event -> known.put(event.uid(), event));
        change.totals().forEach(totals::put);
        knownSize = known.size();
        seriesSize = totals.all().size();
    }

    private List<StateChange> whole() {
        List<StateChange> changes = new ArrayList<>();
        changes.add(new StateChange(positions, List.of(), List.copyOf(totals.all())));
        List<KnownEvent> all = List.copyOf(known.values());
        for (int from = 0; from < all.size(); from += KNOWN_PER_LINE) {
            changes.add(new StateChange(Map.of(), all.subList(from, Math.min(all.size(), from + KNOWN_PER_LINE)),
                    List.of()));
        }
        return changes;
    }

    /** Up to where a watch was read, or null when it has to begin with a list. */
    public @Nullable String position(String scope) {
        return positions.get(scope);
    }

    /** The version that was written, or null for none. */
    public @Nullable KnownEvent known(String uid) {
        return known.get(uid);
    }

    /** What has to be put so that these occurrences are counted. */
    public List<EventTotal> counted(Map<EventSeries, Long> occurrences, long nowMillis) {
        return totals.counted(occurrences, nowMillis);
    }

    /** All totals now. */
    public Collection<EventTotal> totals() {
        return totals.all();
    }

    /** The events of a scope that are remembered as present and not in this set, as gone. */
    public List<KnownEvent> goneFrom(String scope, Set<String> present, long nowMillis) {
        return known.values().stream().filter(
                event -> event.goneMillis() == 0 && event.scope().equals(scope) && !present.contains(event.uid()))
                .map(event -> event.gone(nowMillis)).toList();
    }

    /** Events of scopes that nobody watches any more, as gone. */
    public List<KnownEvent> leftOver(Set<String> scopes, long nowMillis) {
        return known.values().stream()
                .filter(event -> event.goneMillis() == 0 && !scopes.contains(event.scope()))
                .map(event -> event.gone(nowMillis)).toList();
    }

    /**
     * Puts a change on disk and in force.
     *
     * @throws IOException when it is not on disk; then nothing has changed and the change can be put again
     */
    public void put(StateChange change, long nowMillis) throws IOException {
        file.append(change);
        apply(change);
        forget(nowMillis);
        file.replaceWhere(this::whole);
    }

    /** Forgetting is not written: what comes back from the file is forgotten again. */
    private void forget(long nowMillis) {
        long goneBefore = nowMillis - limits.goneKept().toMillis();
        if (file.wantsReplacing() || known.size() > limits.knownMax()) {
            known.values().removeIf(event -> event.goneMillis() != 0 && event.goneMillis() < goneBefore);
        }
        if (known.size() > limits.knownMax()) {
            known.values().stream()
                    .sorted(Comparator.comparingLong((KnownEvent event) -> event.goneMillis() == 0 ? 1 : 0)
                            .thenComparingLong(KnownEvent::lastNanos))
                    .limit(known.size() - limits.knownMax() + limits.knownMax() / 20).map(KnownEvent::uid).toList()
                    .forEach(known::remove);
        }
        knownSize = known.size();
    }

    /** Events that are remembered. */
    public int knownSize() {
        return knownSize;
    }

    /** Series that are counted. */
    public int seriesSize() {
        return seriesSize;
    }

    /** Bytes of the state on disk. */
    public long bytes() {
        return file.bytes();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
