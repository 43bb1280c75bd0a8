package dev.tributary.alerts.role;

import java.util.List;

import dev.tributary.alerts.notify.AlertNotification;
import dev.tributary.alerts.notify.AlertSink;
import dev.tributary.alerts.notify.AlertmanagerEndpoint;
import dev.tributary.alerts.notify.Alertmanagers;
import dev.tributary.alerts.notify.NotifierMetrics;
import dev.tributary.alerts.notify.NotifierSettings;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way from rules to the Alertmanagers in force. A reload that changes them replaces the way whole; what waits in the
 * old one is sent before it goes.
 */
final class NotificationWay implements AlertSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationWay.class);

    private final Vertx vertx;
    private final NotifierMetrics metrics;
    private volatile @Nullable Current current;

    private record Current(RulesSettings settings, String externalUrl, Alertmanagers alertmanagers) {
        boolean serves(RulesSettings others, String url) {
            return settings.alerting().equals(others.alerting()) && externalUrl.equals(url)
                    && settings.global().externalLabels().equals(others.global().externalLabels());
        }
    }

    NotificationWay(Vertx vertx, PrometheusRegistry registry) {
        this.vertx = vertx;
        this.metrics = new NotifierMetrics(registry);
    }

    /** Makes these the settings, at once; Alertmanagers that have to be looked up are known a little later. */
    synchronized void use(RulesSettings settings, String externalUrl) {
        Current before = current;
        if (before != null && before.serves(settings, externalUrl)) {
            return;
        }
        Alertmanagers next = new Alertmanagers(vertx, settings.alerting(), settings.global().labels(),
                NotifierSettings.of(externalUrl), metrics);
        next.start().onFailure(e -> LOG.warn("not all Alertmanagers were found, looking again later err={}",
                e.getMessage()));
        current = new Current(settings, externalUrl, next);
        if (before != null) {
            Thread.ofVirtual().name("former alertmanagers").start(before.alertmanagers()::close);
        }
    }

    @Override
    public void send(List<AlertNotification> notifications) {
        Current now = current;
        if (now != null) {
            now.alertmanagers().send(notifications);
        }
    }

    List<AlertmanagerEndpoint> endpoints() {
        Current now = current;
        return now == null ? List.of() : now.alertmanagers().endpoints();
    }

    List<AlertmanagerEndpoint> dropped() {
        Current now = current;
        return now == null ? List.of() : now.alertmanagers().dropped();
    }

    /** Sends what is queued, then stops. Blocks. */
    @Override
    public void close() {
        Current now = current;
        if (now != null) {
            now.alertmanagers().close();
        }
    }
}
