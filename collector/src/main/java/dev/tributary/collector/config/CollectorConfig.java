package dev.tributary.collector.config;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tributary.collector.identity.Identity;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.http.HttpServerSettings;
import dev.tributary.runtime.telemetry.LogSettings;

/** All of collector.yml. */
public record CollectorConfig(
        @Doc("Name of the cluster this collector runs in; becomes the cluster label.") String cluster,
        @Doc("Further labels that always hold for this cluster, such as region or environment. Another value that a series brings moves to exported_<name>.") Map<String, String> identityLabels,
        @Doc("Labels for series that lack them, as Prometheus' external_labels.") Map<String, String> externalLabels,
        @Default("collector-data") @Doc("Directory of the spool and the quarantine.") Path dataDir,
        HttpServerSettings http, LogSettings log, GlobalSettings global,
        @Doc("Prometheus servers to federate.") List<FederateSettings> federateConfigs,
        @Doc("Where to send everything; each with its own spool.") List<RemoteWriteSettings> remoteWrite,
        SpoolSettings spool, SelfMetricsSettings selfMetrics) {
    public CollectorConfig {
        // Refused here so that the message has the key's place
        try {
            new ClusterId(cluster);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cluster is not usable: " + e.getMessage(), e);
        }
        if (cluster.equals(ClusterId.HUB.value())) {
            throw new IllegalArgumentException("cluster cannot be " + cluster + ": that is the hub's own");
        }
        identityLabels = Map.copyOf(identityLabels);
        externalLabels = Map.copyOf(externalLabels);
        federateConfigs = List.copyOf(federateConfigs);
        remoteWrite = List.copyOf(remoteWrite);
        new Identity(new ClusterId(cluster), Labels.copyOf(identityLabels), Labels.copyOf(externalLabels));
        requireDistinct("federate_configs", "job_name",
                federateConfigs.stream().map(FederateSettings::jobName).toList());
        requireDistinct("remote_write", "name", remoteWrite.stream().map(RemoteWriteSettings::nameOrHost).toList());
        for (FederateSettings job : federateConfigs) {
            if (job.timeoutOr(global).compareTo(job.intervalOr(global)) > 0) {
                throw new IllegalArgumentException("federate_configs job '" + job.jobName()
                        + "' has a scrape_timeout that is longer than its scrape_interval");
            }
        }
        if (remoteWrite.isEmpty()) {
            throw new IllegalArgumentException("remote_write names no destination: where shall the samples go?");
        }
    }

    private static void requireDistinct(String list, String key, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException(list + " has two entries with the " + key + " '" + name + "'");
            }
        }
    }

    /** What goes on every series. */
    public Identity identity() {
        return new Identity(new ClusterId(cluster), Labels.copyOf(identityLabels), Labels.copyOf(externalLabels));
    }
}
