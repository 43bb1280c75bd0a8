package dev.tributary.collector.events.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Occurrences by series, never more series than a limit: where a further one comes, the one that rested longest is given up;
 * while none has rested for an hour, the further ones count together. For one thread.
 */
final class EventTotals {
    private static final long RESTED_MILLIS = 3_600_000;

    private final int seriesMax;
    private final Map<EventSeries, EventTotal> totals = new HashMap<>();

    EventTotals(int seriesMax) {
        this.seriesMax = seriesMax;
    }

    void put(EventTotal total) {
        if (total.isGivenUp()) {
            totals.remove(total.series());
        } else {
            totals.put(total.series(), total);
        }
    }

    Collection<EventTotal> all() {
        return totals.values();
    }

    /** What has to be put so that these occurrences are counted. */
    List<EventTotal> counted(Map<EventSeries, Long> occurrences, long nowMillis) {
        List<EventTotal> changes = new ArrayList<>();
        Map<EventSeries, EventTotal> next = new HashMap<>();
        List<EventTotal> rested = new ArrayList<>();
        int room = seriesMax - totals.size();
        for (Map.Entry<EventSeries, Long> one : occurrences.entrySet()) {
            EventSeries series = one.getKey();
            if (!totals.containsKey(series)) {
                if (room > 0) {
                    room--;
                } else {
                    Optional<EventTotal> given = restedLongest(occurrences, rested, nowMillis);
                    given.ifPresent(rested::add);
                    series = given.isPresent() ? series : EventSeries.overflow(series.type());
                }
            }
            EventTotal before = next.getOrDefault(series,
                    totals.getOrDefault(series, new EventTotal(series, 0, nowMillis)));
            next.put(series, new EventTotal(series, before.value() + one.getValue(), nowMillis));
        }
        rested.forEach(total -> changes.add(new EventTotal(total.series(), EventTotal.GIVEN_UP, nowMillis)));
        changes.addAll(next.values());
        return changes;
    }

    private Optional<EventTotal> restedLongest(Map<EventSeries, Long> needed, Collection<EventTotal> given,
            long nowMillis) {
        return totals.values().stream()
                .filter(total -> total.changedMillis() <= nowMillis - RESTED_MILLIS && !given.contains(total)
                        && !needed.containsKey(total.series()))
                .min(Comparator.comparingLong(EventTotal::changedMillis));
    }
}
