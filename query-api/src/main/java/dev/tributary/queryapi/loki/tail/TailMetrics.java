package dev.tributary.queryapi.loki.tail;

import java.util.concurrent.atomic.AtomicInteger;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What following logs tells of itself: {@code tributary_query_tail*}. */
public final class TailMetrics {
    private final AtomicInteger active = new AtomicInteger();
    private final Counter lines;
    private final Counter dropped;
    private final Counter refused;

    public TailMetrics(PrometheusRegistry registry) {
        GaugeWithCallback.builder().name("tributary_query_tails").help("Clients that follow logs now.")
                .callback(callback -> callback.call(active.get())).register(registry);
        lines = Counter.builder().name("tributary_query_tail_lines_total")
                .help("Log lines sent to clients that follow.").register(registry);
        dropped = Counter.builder().name("tributary_query_tail_dropped_total")
                .help("Log entries dropped because a client that follows was too slow.").register(registry);
        refused = Counter.builder().name("tributary_query_tail_refused_total")
                .help("Clients refused because too many follow already.").register(registry);
    }

    /** Takes one of so many places; false when none is free. */
    boolean enter(int placesMax) {
        if (active.incrementAndGet() > placesMax) {
            active.decrementAndGet();
            refused.inc();
            return false;
        }
        return true;
    }

    void leave() {
        active.decrementAndGet();
    }

    void sent(int count) {
        lines.inc(count);
    }

    void dropped(long count) {
        dropped.inc(count);
    }
}
