package dev.tributary.alerts.notify;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.relabel.Relabeling;
import dev.tributary.runtime.config.RelabelSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/**
 * All Alertmanagers of the configuration. Alerts get the external labels they lack, pass alert relabeling, which may drop
 * them, and go to every set.
 */
public final class Alertmanagers implements AlertSink, AutoCloseable {
    private final Labels externalLabels;
    private final Relabeling relabeling;
    private final List<AlertmanagerSet> sets;

    public Alertmanagers(Vertx vertx, AlertingSettings settings, Labels externalLabels, NotifierSettings limits,
            NotifierMetrics metrics) {
        this.externalLabels = externalLabels;
        this.relabeling = RelabelSettings.relabeling(settings.alertRelabelConfigs());
        this.sets = settings.alertmanagers().stream().map(set -> new AlertmanagerSet(vertx, set, limits, metrics))
                .toList();
    }

    /** Finds the Alertmanagers and keeps finding them. */
    public Future<Void> start() {
        return Future.all(new ArrayList<>(sets.stream().map(AlertmanagerSet::start).toList())).mapEmpty();
    }

    /** Where alerts go now, for the API's {@code alertmanagers}. */
    public List<AlertmanagerEndpoint> endpoints() {
        return sets.stream().flatMap(set -> set.notifier().endpoints().stream()).toList();
    }

    /** Those that were found and that target relabeling dropped. */
    public List<AlertmanagerEndpoint> dropped() {
        return sets.stream().flatMap(set -> set.dropped().stream()).toList();
    }

    @Override
    public void send(List<AlertNotification> notifications) {
        List<AlertNotification> ready = new ArrayList<>(notifications.size());
        for (AlertNotification notification : notifications) {
            relabeling.apply(withExternalLabels(notification.labels()))
                    .ifPresent(labels -> ready.add(notification.withLabels(labels)));
        }
        if (!ready.isEmpty()) {
            sets.forEach(set -> set.notifier().send(ready));
        }
    }

    private Labels withExternalLabels(Labels labels) {
        Labels.Builder all = labels.toBuilder();
        externalLabels.forEach((name, value) -> {
            if (!labels.has(name)) {
                all.set(name, value);
            }
        });
        return all.build();
    }

    /** Sends what is queued everywhere at once, then stops. Blocks. */
    @Override
    public void close() {
        List<Thread> closing = sets.stream().map(set -> Thread.ofVirtual().start(set::close)).toList();
        try {
            for (Thread thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
