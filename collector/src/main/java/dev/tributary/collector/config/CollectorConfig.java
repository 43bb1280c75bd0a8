package dev.tributary.collector.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tributary.collector.identity.Identity;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Refused;
import dev.tributary.runtime.http.HttpServerSettings;
import dev.tributary.runtime.telemetry.LogSettings;
import org.jspecify.annotations.Nullable;

/** All of collector.yml. */
@Refused(key = "rule_files", remedy = "rules run at the hub: name them in its file")
@Refused(key = "alerting", remedy = "alerts are sent by the hub: name the Alertmanagers in its file")
@Refused(key = "remote_read", remedy = "a collector answers no queries; remove the key")
@Refused(key = "storage", remedy = "a collector stores nothing but its spool; remove the key")
@Refused(key = "tracing", remedy = "a collector sends no traces of itself; remove the key")
@Refused(key = "otlp", remedy = "metrics by OTLP are received by the hub, at /api/v1/otlp/v1/metrics")
public record CollectorConfig(
        @Doc("Name of the cluster this collector runs in; becomes the cluster label. May come from the environment, as ${CLUSTER}. Absent: the UID of the namespace kube-system, which the cluster's own API is asked for.") @Nullable String cluster,
        @Doc("Name of an identity label that gets the UID of the namespace kube-system, an id that a renamed cluster keeps. Absent: none.") @Nullable String clusterUidLabel,
        @Doc("Further labels that always hold for this cluster, such as region or environment. Another value that a series brings moves to exported_<name>.") Map<String, String> identityLabels,
        @Doc("Labels for series that lack them, as Prometheus' external_labels.") Map<String, String> externalLabels,
        @Default("collector-data") @Doc("Directory of the spool and the quarantine.") Path dataDir,
        @Doc("How the collector serves HTTP.") HttpServerSettings http, @Doc("The collector's log.") LogSettings log,
        @Doc("What holds for jobs that say nothing else.") GlobalSettings global,
        @Doc("Prometheus servers to federate.") List<FederateSettings> federateConfigs,
        @Doc("Targets to scrape without a Prometheus.") List<ScrapeSettings> scrapeConfigs,
        @Doc("Files with further scrape_configs, as paths or patterns like jobs/*.yml; read again with this one.") List<Path> scrapeConfigFiles,
        @Doc("What the containers of pods write, from the files on the node.") List<ContainerLogSettings> containerLogs,
        @Doc("What the containers of pods write, through the Kubernetes API: for clusters in which the nodes' files cannot be read.") List<PodLogSettings> podLogs,
        @Doc("Log files that are read by their paths.") List<LogFileSettings> logFiles,
        @Doc("Kubernetes events, as log records and as a metric.") EventsSettings events,
        @Doc("What others in the cluster may send here.") ReceiveSettings receive,
        @Doc("The hub that gets everything: samples and log lines. Short for one entry each of remote_write and loki_push.") @Nullable HubSettings hub,
        @Doc("Where to send samples; each with its own spool.") List<RemoteWriteSettings> remoteWrite,
        @Doc("Where to send log lines; each with its own spool.") List<LokiPushSettings> lokiPush,
        @Doc("What waits on disk until it is sent.") SpoolSettings spool,
        @Doc("What the collector sends about itself.") SelfMetricsSettings selfMetrics) {
    /** Stands for a name that is not known yet while labels are checked. */
    private static final String UNKNOWN = "unknown";

    public CollectorConfig {
        if (cluster != null) {
            requireUsable(cluster);
        }
        if (clusterUidLabel != null && identityLabels.containsKey(clusterUidLabel)) {
            throw new IllegalArgumentException("cluster_uid_label names the label '" + clusterUidLabel
                    + "', which stands in identity_labels already");
        }
        identityLabels = Map.copyOf(identityLabels);
        externalLabels = Map.copyOf(externalLabels);
        federateConfigs = List.copyOf(federateConfigs);
        scrapeConfigs = ScrapeConfigFile.joined(scrapeConfigs, scrapeConfigFiles);
        // Read: what is made of this record has their jobs already
        scrapeConfigFiles = List.of();
        containerLogs = List.copyOf(containerLogs);
        podLogs = List.copyOf(podLogs);
        logFiles = List.copyOf(logFiles);
        remoteWrite = List.copyOf(remoteWrite);
        lokiPush = List.copyOf(lokiPush);
        new Identity(new ClusterId(cluster == null ? UNKNOWN : cluster), Labels.copyOf(identityLabels),
                Labels.copyOf(externalLabels));
        requireDistinct("federate_configs", "job_name",
                federateConfigs.stream().map(FederateSettings::jobName).toList());
        List<DestinationSettings> all = all(hub, remoteWrite, lokiPush);
        requireDistinct(remoteWrite.size() == all.size() ? "remote_write" : "hub, remote_write and loki_push", "name",
                all.stream().map(DestinationSettings::nameOrHost).toList());
        requireDistinct("scrape_configs", "job_name", scrapeConfigs.stream().map(ScrapeSettings::jobName).toList());
        requireDistinct("container_logs", "job_name",
                containerLogs.stream().map(ContainerLogSettings::jobName).toList());
        requireDistinct("pod_logs", "job_name", podLogs.stream().map(PodLogSettings::jobName).toList());
        requireDistinct("log_files", "job_name", logFiles.stream().map(LogFileSettings::jobName).toList());
        for (FederateSettings job : federateConfigs) {
            requireInTime("federate_configs", job.jobName(), job.timeoutOr(global), job.intervalOr(global));
        }
        for (ScrapeSettings job : scrapeConfigs) {
            requireInTime("scrape_configs", job.jobName(), job.timeoutOr(global), job.intervalOr(global));
        }
        if (hub == null && remoteWrite.isEmpty()
                && !(federateConfigs.isEmpty() && scrapeConfigs.isEmpty() && !receive.remoteWrite())) {
            throw new IllegalArgumentException(
                    "neither hub nor remote_write names a destination: where shall the samples go?");
        }
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    "hub, remote_write and loki_push name no destination: where shall everything go?");
        }
        if (hub == null && lokiPush.isEmpty() && receive.lokiPush()) {
            throw new IllegalArgumentException(
                    "receive.loki_push is on, but neither hub nor loki_push names a destination: where shall the log lines go?");
        }
        String reads = !containerLogs.isEmpty()
                ? "container_logs"
                : !podLogs.isEmpty() ? "pod_logs" : logFiles.isEmpty() ? "" : "log_files";
        if (hub == null && lokiPush.isEmpty() && !reads.isEmpty()) {
            throw new IllegalArgumentException(reads
                    + " has jobs, but neither hub nor loki_push names a destination: where shall the log lines go?");
        }
        if (hub == null && lokiPush.isEmpty() && events.enabled()) {
            throw new IllegalArgumentException(
                    "events are on, but neither hub nor loki_push names a destination: where shall their records go?");
        }
    }

    private static List<DestinationSettings> all(@Nullable HubSettings hub, List<RemoteWriteSettings> remoteWrite,
            List<LokiPushSettings> lokiPush) {
        List<DestinationSettings> all = new ArrayList<>();
        if (hub != null) {
            all.add(hub.metrics());
            all.add(hub.logs());
        }
        all.addAll(remoteWrite);
        all.addAll(lokiPush);
        return all;
    }

    /** Everything that samples or log lines are sent to. */
    public List<DestinationSettings> destinations() {
        return all(hub, remoteWrite, lokiPush);
    }

    /** Refused here so that the message has the key's place. */
    private static void requireUsable(String cluster) {
        try {
            new ClusterId(cluster);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cluster is not usable: " + e.getMessage(), e);
        }
        if (cluster.equals(ClusterId.HUB.value())) {
            throw new IllegalArgumentException("cluster cannot be " + cluster + ": that is the hub's own");
        }
    }

    private static void requireInTime(String list, String job, Duration timeout, Duration interval) {
        if (timeout.compareTo(interval) > 0) {
            throw new IllegalArgumentException(list + " job '" + job
                    + "' has a scrape_timeout that is longer than its scrape_interval");
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

    /** True when the cluster itself has to be asked who it is, see {@link #of}. */
    public boolean needsClusterUid() {
        return cluster == null || clusterUidLabel != null;
    }

    /** The same for the cluster with this UID, which then says all of the identity. */
    public CollectorConfig of(String clusterUid) {
        Map<String, String> labels = new LinkedHashMap<>(identityLabels);
        if (clusterUidLabel != null) {
            labels.put(clusterUidLabel, clusterUid);
        }
        return new CollectorConfig(cluster == null ? clusterUid : cluster, null, labels, externalLabels, dataDir, http,
                log, global, federateConfigs, scrapeConfigs, scrapeConfigFiles, containerLogs, podLogs, logFiles,
                events,
                receive,
                hub,
                remoteWrite, lokiPush,
                spool, selfMetrics);
    }

    /** The same with its files in this directory. */
    public CollectorConfig in(Path directory) {
        return new CollectorConfig(cluster, clusterUidLabel, identityLabels, externalLabels, directory, http, log,
                global, federateConfigs, scrapeConfigs, scrapeConfigFiles, containerLogs, podLogs, logFiles, events,
                receive,
                hub,
                remoteWrite, lokiPush, spool,
                selfMetrics);
    }

    /**
     * What goes on every series.
     *
     * @throws IllegalStateException while the cluster has to be asked first
     */
    public Identity identity() {
        String known = cluster;
        if (known == null || clusterUidLabel != null) {
            throw new IllegalStateException("the cluster was not asked for its UID");
        }
        return new Identity(new ClusterId(known), Labels.copyOf(identityLabels), Labels.copyOf(externalLabels));
    }
}
