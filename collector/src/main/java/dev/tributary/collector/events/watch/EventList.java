package dev.tributary.collector.events.watch;

import java.io.IOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.collector.apiserver.ApiFailure;
import dev.tributary.collector.events.api.EventApi;
import dev.tributary.collector.events.api.EventPage;
import dev.tributary.collector.events.api.EventScope;
import dev.tributary.collector.events.record.ClusterEvent;
import dev.tributary.collector.events.record.EventParser;

/**
 * Reads all events of a scope, page by page. Where the API forgets a list between two of its pages, the next attempt asks for
 * everything at once. For one thread.
 */
final class EventList {
    /** A server that gives one token again and again must not keep us for ever; 5 million events at 500 a page. */
    private static final int PAGES_MAX = 10_000;

    private final EventApi api;
    private final EventScope scope;
    private final int pageSize;
    private final Signals signals;
    private final WatchMetrics metrics;
    private final Clock clock;
    private boolean inOnePage;

    EventList(EventApi api, EventScope scope, int pageSize, Signals signals, WatchMetrics metrics, Clock clock) {
        this.api = api;
        this.scope = scope;
        this.pageSize = pageSize;
        this.signals = signals;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Tells all events and then the end of the list; gives its version.
     *
     * @param past nobody has looked before
     */
    String read(boolean past) throws IOException, InterruptedException {
        boolean whole = false;
        try {
            String version = pages(past);
            whole = true;
            inOnePage = false;
            return version;
        } catch (ApiFailure e) {
            if (e.isExpired()) {
                metrics.expired("list");
                inOnePage = true;
            }
            throw e;
        } finally {
            metrics.listed(whole);
        }
    }

    private String pages(boolean past) throws IOException, InterruptedException {
        Set<String> uids = new HashSet<>();
        String next = "";
        for (int pages = 0; pages < PAGES_MAX; pages++) {
            EventPage page = api.list(scope, inOnePage ? 0 : pageSize, next);
            for (JsonNode item : page.items()) {
                ClusterEvent event = EventParser.parse(item, clock.millis() * 1_000_000);
                if (event != null) {
                    uids.add(event.uid());
                    signals.put(new Signal.Seen(scope.name(), "", event, past));
                }
            }
            next = page.next();
            if (next.isEmpty()) {
                signals.put(new Signal.Listed(scope.name(), page.resourceVersion(), uids));
                return page.resourceVersion();
            }
        }
        throw new IOException("a list of events has more than " + PAGES_MAX + " pages");
    }

    /** The version the API is at now. */
    String version() throws IOException {
        return api.list(scope, 1, "").resourceVersion();
    }
}
