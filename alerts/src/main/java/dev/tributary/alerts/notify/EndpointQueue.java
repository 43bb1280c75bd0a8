package dev.tributary.alerts.notify;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alerts that wait for one Alertmanager and the thread that sends them in batches. When the queue is full the oldest
 * go; a batch that fails is not sent again, since every firing alert is repeated anyway.
 */
final class EndpointQueue {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointQueue.class);

    private final AlertmanagerEndpoint endpoint;
    private final NotifierSettings settings;
    private final AlertPoster poster;
    private final NotifierMetrics metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Deque<AlertNotification> waiting = new ArrayDeque<>();
    private final Thread sender;
    private boolean closed;

    EndpointQueue(AlertmanagerEndpoint endpoint, NotifierSettings settings, AlertPoster poster,
            NotifierMetrics metrics) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.poster = poster;
        this.metrics = metrics;
        this.sender = Thread.ofVirtual().name("alertmanager " + endpoint).unstarted(this::sendLoop);
    }

    void start() {
        metrics.opened(endpoint.toString());
        sender.start();
    }

    AlertmanagerEndpoint endpoint() {
        return endpoint;
    }

    void add(Collection<AlertNotification> alerts) {
        lock.lock();
        try {
            if (closed) {
                metrics.dropped.labelValues(endpoint.toString()).inc(alerts.size());
                return;
            }
            waiting.addAll(alerts);
            int surplus = waiting.size() - settings.queueMax();
            for (int i = 0; i < surplus; i++) {
                waiting.removeFirst();
            }
            if (surplus > 0) {
                LOG.warn("alert queue full, oldest dropped alertmanager={} dropped={}", endpoint, surplus);
                metrics.dropped.labelValues(endpoint.toString()).inc(surplus);
            }
            metrics.queueLength.labelValues(endpoint.toString()).set(waiting.size());
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more alerts; with {@code drain} those waiting are still sent, once each, before this returns. */
    void close(boolean drain) {
        lock.lock();
        try {
            closed = true;
            if (!drain) {
                metrics.dropped.labelValues(endpoint.toString()).inc(waiting.size());
                waiting.clear();
            }
            filled.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (!sender.join(settings.drainTimeout())) {
                LOG.warn("alerts not drained in time alertmanager={}", endpoint);
                sender.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        metrics.closed(endpoint.toString());
    }

    private void sendLoop() {
        try {
            for (List<AlertNotification> batch = next(); !batch.isEmpty(); batch = next()) {
                send(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next batch; empty only when closed and drained. */
    private List<AlertNotification> next() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                filled.await();
            }
            List<AlertNotification> batch = new ArrayList<>();
            while (!waiting.isEmpty() && batch.size() < settings.batchMax()) {
                batch.add(waiting.removeFirst());
            }
            metrics.queueLength.labelValues(endpoint.toString()).set(waiting.size());
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** As in Prometheus what fails counts neither as sent nor for the latency. */
    private void send(List<AlertNotification> batch) throws InterruptedException {
        String name = endpoint.toString();
        long start = System.nanoTime();
        try {
            poster.post(endpoint, NotificationJson.write(batch, settings.externalUrl()));
        } catch (IOException e) {
            LOG.error("sending alerts failed alertmanager={} alerts={} err={}", endpoint, batch.size(),
                    e.getMessage());
            metrics.errors.labelValues(name).inc(batch.size());
            metrics.dropped.labelValues(name).inc(batch.size());
            return;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        metrics.latency.labelValues(name).observe(seconds);
        metrics.latencies.labelValues(name).observe(seconds);
        metrics.sent.labelValues(name).inc(batch.size());
    }
}
