package dev.tributary.alerts.notify;

import java.util.List;

import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.RelabelSettings;

/** The {@code alerting} section: where alerts go, in Prometheus' words. */
public record AlertingSettings(
        @Doc("Relabeling of all alerts, after external labels.") List<RelabelSettings> alertRelabelConfigs,
        @Doc("The Alertmanagers; every one of them gets every alert.") List<AlertmanagerSettings> alertmanagers) {
    public AlertingSettings {
        alertRelabelConfigs = List.copyOf(alertRelabelConfigs);
        alertmanagers = List.copyOf(alertmanagers);
    }
}
