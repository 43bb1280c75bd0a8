package dev.tributary.app.hub;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

import dev.tributary.aggregator.storage.MetricStore;
import dev.tributary.model.ClusterId;

/** How many series each cluster sends, counted at most once a minute: it costs a walk over all of them. */
final class CountedSeries implements Supplier<Map<ClusterId, Long>> {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final long KEPT_MILLIS = Duration.ofMinutes(1).toMillis();

    private final MetricStore store;
    private final InstantSource clock;
    private Map<ClusterId, Long> counts = Map.of();
    private long countedAt;

    CountedSeries(MetricStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Empty while the store is not open. */
    @Override
    public synchronized Map<ClusterId, Long> get() {
        long now = clock.millis();
        if (store.progress().ready() && Math.abs(now - countedAt) >= KEPT_MILLIS) {
            counts = Map.copyOf(store.liveSeries(WINDOW));
            countedAt = now;
        }
        return counts;
    }
}
