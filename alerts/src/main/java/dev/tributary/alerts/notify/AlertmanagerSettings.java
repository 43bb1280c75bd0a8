package dev.tributary.alerts.notify;

import java.time.Duration;
import java.util.List;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Inline;
import dev.tributary.runtime.config.RelabelSettings;
import dev.tributary.runtime.discovery.DnsTargets;
import dev.tributary.runtime.discovery.FileTargets;
import dev.tributary.runtime.discovery.StaticTargets;
import dev.tributary.runtime.http.HttpClientSettings;

/** One entry of {@code alertmanagers}: a set of Alertmanagers and how they are reached, in Prometheus' words. */
public record AlertmanagerSettings(@Default("http") @Doc("http or https.") String scheme,
        @Default("/") @Doc("Path in front of /api/v2/alerts.") String pathPrefix,
        @Default("10s") @Doc("Longest wait for the answer to one batch.") Duration timeout,
        @Default("v2") @Doc("Version of Alertmanager's API; only v2 exists.") String apiVersion,
        @Doc("Alertmanagers by host and port.") List<StaticTargets> staticConfigs,
        @Doc("Files with lists of Alertmanagers.") List<FileTargets> fileSdConfigs,
        @Doc("Host names that stand for lists of Alertmanagers.") List<DnsTargets> dnsSdConfigs,
        @Doc("Relabeling of the found targets; may drop them.") List<RelabelSettings> relabelConfigs,
        @Doc("Relabeling of alerts sent to this set.") List<RelabelSettings> alertRelabelConfigs,
        @Inline HttpClientSettings http) {
    public AlertmanagerSettings {
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("scheme is http or https, not '" + scheme + "'");
        }
        if (!apiVersion.equals("v2")) {
            throw new IllegalArgumentException("api_version is v2; Alertmanager " + apiVersion + " is gone");
        }
        staticConfigs = List.copyOf(staticConfigs);
        fileSdConfigs = List.copyOf(fileSdConfigs);
        dnsSdConfigs = List.copyOf(dnsSdConfigs);
    }
}
