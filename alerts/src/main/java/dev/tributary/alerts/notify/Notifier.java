package dev.tributary.alerts.notify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.tributary.model.Labels;

/**
 * Sends every alert to every Alertmanager of a set, each from a queue of its own, so that one that hangs keeps no other
 * waiting. The set's relabeling may change or drop alerts.
 */
public final class Notifier implements AlertSink, AutoCloseable {
    private final NotifierSettings settings;
    private final Function<Labels, Optional<Labels>> relabel;
    private final AlertPoster poster;
    private final NotifierMetrics metrics;
    private final Map<AlertmanagerEndpoint, EndpointQueue> queues = new HashMap<>();

    public Notifier(NotifierSettings settings, Function<Labels, Optional<Labels>> relabel,
            AlertPoster poster, NotifierMetrics metrics) {
        this.settings = settings;
        this.relabel = relabel;
        this.poster = poster;
        this.metrics = metrics;
        metrics.queueCapacity.set(settings.queueMax());
    }

    /** Makes these the Alertmanagers; queues of those that stay go on, those that left are dropped. */
    public void endpoints(Set<AlertmanagerEndpoint> now) {
        List<EndpointQueue> gone = new ArrayList<>();
        synchronized (queues) {
            int before = queues.size();
            queues.values().removeIf(queue -> !now.contains(queue.endpoint()) && gone.add(queue));
            for (AlertmanagerEndpoint endpoint : now) {
                queues.computeIfAbsent(endpoint, this::open);
            }
            metrics.discovered.inc((double) queues.size() - before);
        }
        // Waits for what is being sent: not on the caller's thread, which looks for Alertmanagers.
        gone.forEach(queue -> Thread.ofVirtual().name("former " + queue.endpoint()).start(() -> queue.close(false)));
    }

    private EndpointQueue open(AlertmanagerEndpoint endpoint) {
        EndpointQueue queue = new EndpointQueue(endpoint, settings, poster, metrics);
        queue.start();
        return queue;
    }

    /** Where alerts go, for the API's {@code alertmanagers}. */
    public List<AlertmanagerEndpoint> endpoints() {
        synchronized (queues) {
            return queues.keySet().stream().sorted((a, b) -> a.url().compareTo(b.url())).toList();
        }
    }

    @Override
    public void send(List<AlertNotification> notifications) {
        List<AlertNotification> ready = new ArrayList<>(notifications.size());
        for (AlertNotification notification : notifications) {
            relabel.apply(notification.labels())
                    .ifPresent(labels -> ready.add(notification.withLabels(labels)));
        }
        if (ready.isEmpty()) {
            return;
        }
        synchronized (queues) {
            queues.values().forEach(queue -> queue.add(ready));
        }
    }

    /** Sends what is queued and stops. */
    @Override
    public void close() {
        List<EndpointQueue> all;
        synchronized (queues) {
            all = new ArrayList<>(queues.values());
            metrics.discovered.dec(queues.size());
            queues.clear();
        }
        List<Thread> drains = all.stream().map(queue -> Thread.ofVirtual().start(() -> queue.close(true))).toList();
        try {
            for (Thread drain : drains) {
                drain.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
