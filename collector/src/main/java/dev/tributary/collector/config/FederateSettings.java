package dev.tributary.collector.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.collector.page.PageLimits;
import dev.tributary.collector.shard.Selectors;
import dev.tributary.collector.shard.ShardSizing;
import dev.tributary.promql.parse.ParseException;
import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Inline;
import dev.tributary.runtime.config.Key;
import dev.tributary.runtime.config.Refused;
import dev.tributary.runtime.config.RelabelSettings;
import dev.tributary.runtime.http.HttpClientSettings;
import org.jspecify.annotations.Nullable;

/**
 * One job of federate_configs: what a Prometheus scrape job for {@code /federate} says, in the same words.
 */
@Refused(key = "relabel_configs", remedy = "they choose targets, and a federated server is named by url; for series there is metric_relabel_configs")
@Refused(key = "match", remedy = "write 'match[]', as in the query")
@Refused(key = "track_timestamps_staleness", remedy = "series that leave a complete page always end; remove the key")
@Refused(key = "scrape_protocols", remedy = "protobuf is asked for first, as only it has native histograms, then text; remove the key")
@Refused(key = "*_sd_configs", remedy = "federated servers are written down: url, static_configs or replicas; a service name follows its pods")
public record FederateSettings(@Doc("Becomes the job label of series that have none.") String jobName,
        @Doc("The Prometheus server, like http://prometheus:9090. Instead of static_configs.") @Nullable URI url,
        @Doc("The Prometheus servers; each is a source of its own.") List<StaticTargets> staticConfigs,
        @Doc("Replicas of one Prometheus that scrape the same targets, like http://prometheus-0:9090. Their series are merged, one replica's samples at a time for each. Instead of url.") List<URI> replicas,
        @Default("prometheus_replica") @Doc("Label by which replicas differ; it is taken off their series.") String replicaLabel,
        @Key("match[]") @Doc("Series selectors; their union is pulled. Absent: everything, unless params has some.") List<String> match,
        @Doc("How often to pull. Absent: global.scrape_interval.") @Nullable Duration scrapeInterval,
        @Doc("Longest time a pull may take. Absent: global.scrape_timeout, or the interval if that is shorter.") @Nullable Duration scrapeTimeout,
        @Default("/federate") @Doc("Path on the server; follows the path of url.") String metricsPath,
        @Default("http") @Doc("Scheme for static_configs.") Scheme scheme,
        @Doc("Further query parameters.") Map<String, List<String>> params,
        @Default("true") @Doc("Keep labels that series bring where they conflict with the target's; false renames them to exported_<name>.") boolean honorLabels,
        @Default("true") @Doc("Keep the samples' own timestamps; false gives them the time of the pull.") boolean honorTimestamps,
        @Default("true") @Doc("Ask for gzip.") boolean enableCompression,
        @Doc("Relabeling of every series.") List<RelabelSettings> metricRelabelConfigs,
        @Default("0") @Doc("Most bytes of a page after decompression, 0 for no limit. Beyond it the page is refused.") ByteSize bodySizeLimit,
        @Default("0") @Doc("Most samples of a page after relabeling, 0 for no limit. Beyond it the page is refused.") long sampleLimit,
        @Default("0") @Doc("Most labels of a series, 0 for no limit.") int labelLimit,
        @Default("0") @Doc("Longest label name in bytes, 0 for no limit.") int labelNameLengthLimit,
        @Default("0") @Doc("Longest label value in bytes, 0 for no limit.") int labelValueLengthLimit,
        @Default("0.5") @Doc("A page with fewer than this share of the series of the one before counts as cut until it stays so for three pages. 0 switches this off.") double seriesDropRatio,
        @Default("50000") @Doc("Samples that one request of /federate shall bring, about; a server that has more is asked in several.") int shardSamples,
        @Default("64") @Doc("Most requests into which one pull is cut.") int shardsMax,
        @Default("4") @Doc("Most requests at a time.") int shardConcurrency,
        @Doc("Reading again what was missed.") HealConfig heal, @Inline HttpClientSettings httpClient) {

    /** All series, also those without a job. */
    private static final List<String> EVERYTHING = List.of("{__name__=~\".+\"}");

    private static final String MATCH = "match[]";

    private static final int REPLICAS_MAX = 8;

    public FederateSettings {
        staticConfigs = List.copyOf(staticConfigs);
        match = List.copyOf(match);
        params = Map.copyOf(params);
        metricRelabelConfigs = List.copyOf(metricRelabelConfigs);
        if (jobName.isBlank()) {
            throw new IllegalArgumentException("job_name cannot be empty");
        }
        replicas = List.copyOf(replicas);
        int named = (url == null ? 0 : 1) + (staticConfigs.isEmpty() ? 0 : 1) + (replicas.isEmpty() ? 0 : 1);
        if (named != 1) {
            throw new IllegalArgumentException(
                    "url, static_configs or replicas must name the Prometheus server, one of the three");
        }
        if (replicas.size() == 1 || replicas.size() > REPLICAS_MAX) {
            throw new IllegalArgumentException("replicas holds " + replicas.size() + " servers: it takes 2 to "
                    + REPLICAS_MAX + ", and url one");
        }
        if (!match.isEmpty() && params.containsKey(MATCH)) {
            throw new IllegalArgumentException("match[] stands beside params.match[]: give one of them");
        }
        if (seriesDropRatio < 0 || seriesDropRatio >= 1) {
            throw new IllegalArgumentException("series_drop_ratio must be from 0 to below 1, is " + seriesDropRatio);
        }
        if (!metricsPath.startsWith("/")) {
            throw new IllegalArgumentException("metrics_path must start with '/', is '" + metricsPath + "'");
        }
        requirePositive("shard_samples", shardSamples);
        requirePositive("shards_max", shardsMax);
        requirePositive("shard_concurrency", shardConcurrency);
        requireSelectors(match.isEmpty() ? params.getOrDefault(MATCH, EVERYTHING) : match);
        new PageLimits(bodySizeLimit.bytes(), sampleLimit, labelLimit, labelNameLengthLimit, labelValueLengthLimit);
        RelabelSettings.relabeling(metricRelabelConfigs);
    }

    private static void requirePositive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1, is " + value);
        }
    }

    private static void requireSelectors(List<String> texts) {
        for (String text : texts) {
            try {
                Selectors.parse(List.of(text));
            } catch (ParseException e) {
                throw new IllegalArgumentException("match[] holds no series selector: '" + text + "': "
                        + e.getMessage(), e);
            }
        }
    }

    /** The selectors to pull. */
    public Selectors selectors() {
        return Selectors.parse(match.isEmpty() ? params.getOrDefault(MATCH, EVERYTHING) : match);
    }

    /** How large the requests are. */
    public ShardSizing sizing() {
        return new ShardSizing(shardSamples, shardsMax);
    }

    /** Query parameters without the selectors. */
    public Map<String, List<String>> otherParams() {
        Map<String, List<String>> others = new LinkedHashMap<>(params);
        others.remove(MATCH);
        return others;
    }

    public Duration intervalOr(GlobalSettings global) {
        return scrapeInterval == null ? global.scrapeInterval() : scrapeInterval;
    }

    public Duration timeoutOr(GlobalSettings global) {
        Duration interval = intervalOr(global);
        if (scrapeTimeout != null) {
            return scrapeTimeout;
        }
        return global.scrapeTimeout().compareTo(interval) > 0 ? interval : global.scrapeTimeout();
    }

    public PageLimits limits() {
        return new PageLimits(bodySizeLimit.bytes(), sampleLimit, labelLimit, labelNameLengthLimit,
                labelValueLengthLimit);
    }

    /** Pages of the replicas behind the first. */
    public List<URI> furtherReplicas() {
        return replicas.stream().skip(1)
                .map(replica -> FederateTarget.of(jobName, replica, metricsPath, Map.of()).page()).toList();
    }

    /** The label to take off series, empty for none. */
    public String labelOfReplicas() {
        return replicas.isEmpty() ? "" : replicaLabel;
    }

    /** The servers with their labels. */
    public List<FederateTarget> targets() {
        if (!replicas.isEmpty()) {
            return List.of(FederateTarget.of(jobName, replicas.getFirst(), metricsPath, Map.of()));
        }
        if (url != null) {
            return List.of(FederateTarget.of(jobName, url, metricsPath, Map.of()));
        }
        List<FederateTarget> targets = new ArrayList<>();
        for (StaticTargets group : staticConfigs) {
            for (String address : group.targets()) {
                targets.add(FederateTarget.of(jobName, URI.create(scheme.text() + "://" + address), metricsPath,
                        group.labels()));
            }
        }
        return targets;
    }
}
