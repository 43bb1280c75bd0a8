package dev.tributary.collector.events.watch;

import java.util.Locale;

import dev.tributary.collector.events.api.WatchItem;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What the watches tell of themselves. */
public final class WatchMetrics {
    /** Why a watch ended. */
    enum End {
        /** The server ended it in good order. */
        CLOSED,
        /** The connection broke, or what came was no watch. */
        BROKEN,
        /** The server refused or said an error. */
        REFUSED,
        /** The server had forgotten the version. */
        EXPIRED,
        /** The server's history began anew. */
        RESET;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Counter items;
    private final Counter ends;
    private final Counter lists;
    private final Counter expired;
    final Gauge watching;

    public WatchMetrics(PrometheusRegistry registry) {
        items = Counter.builder().name("tributary_collector_event_watch_items_total")
                .help("Items that watches of Kubernetes events sent, by type.").labelNames("type").register(registry);
        ends = Counter.builder().name("tributary_collector_event_watch_ends_total")
                .help("Watches that ended: closed by the server in good order, broken, refused, expired (410) or reset, which means that the server's versions began anew.")
                .labelNames("reason").register(registry);
        lists = Counter.builder().name("tributary_collector_event_lists_total")
                .help("Lists of all events, by result: whole or failed.").labelNames("result").register(registry);
        expired = Counter.builder().name("tributary_collector_event_watch_expired_total")
                .help("Answers 410, by form: http for an HTTP status, watch for an item in a running watch, list for a page of a list.")
                .labelNames("form").register(registry);
        watching = Gauge.builder().name("tributary_collector_event_watches")
                .help("Watches of Kubernetes events that are open now.").register(registry);
        for (WatchItem.Type type : WatchItem.Type.values()) {
            items.labelValues(text(type));
        }
        for (End end : End.values()) {
            ends.labelValues(end.text());
        }
        for (String form : new String[]{"http", "watch", "list"}) {
            expired.labelValues(form);
        }
        lists.labelValues("whole");
        lists.labelValues("failed");
    }

    private static String text(WatchItem.Type type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    void item(WatchItem.Type type) {
        items.labelValues(text(type)).inc();
    }

    void ended(End end) {
        ends.labelValues(end.text()).inc();
    }

    void listed(boolean whole) {
        lists.labelValues(whole ? "whole" : "failed").inc();
    }

    void expired(String form) {
        expired.labelValues(form).inc();
    }
}
