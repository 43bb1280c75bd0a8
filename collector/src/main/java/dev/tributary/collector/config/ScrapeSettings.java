package dev.tributary.collector.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.tributary.collector.page.Endings;
import dev.tributary.collector.page.PageFormat;
import dev.tributary.collector.page.TargetOptions;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Inline;
import dev.tributary.runtime.config.Refused;
import dev.tributary.runtime.config.RelabelSettings;
import dev.tributary.runtime.http.HttpClientSettings;
import org.jspecify.annotations.Nullable;

/** One job of scrape_configs, in Prometheus' words: targets whose pages are read by the collector itself. */
@Refused(key = "convert_classic_histograms_to_nhcb", remedy = "classic histograms stay as they are, and histogram_quantile() reads them; remove the key")
@Refused(key = "native_histogram_bucket_limit", remedy = "native histograms keep their resolution; remove the key, and bound pages by sample_limit or body_size_limit")
@Refused(key = "native_histogram_min_bucket_factor", remedy = "native histograms keep their resolution; remove the key")
@Refused(key = "metric_name_validation_scheme", remedy = "names are taken in UTF-8; remove the key, and rename by metric_relabel_configs")
@Refused(key = "metric_name_escaping_scheme", remedy = "names are asked for as they are; remove the key, and rename by metric_relabel_configs")
@Refused(key = "scrape_classic_histograms", remedy = "its name is always_scrape_classic_histograms")
@Refused(key = "scrape_failure_log_file", remedy = "why scrapes fail stands in the log and at /api/v1/status; remove the key")
@Refused(key = "*_sd_configs", remedy = "this discovery is not built in; bring its targets by http_sd_configs or file_sd_configs")
public record ScrapeSettings(@Doc("Becomes the job label.") String jobName,
        @Doc("How often to scrape. Absent: global.scrape_interval.") @Nullable Duration scrapeInterval,
        @Doc("Longest time a scrape may take. Absent: global.scrape_timeout, or the interval if that is shorter.") @Nullable Duration scrapeTimeout,
        @Default("/metrics") @Doc("Path of the page.") String metricsPath,
        @Default("http") @Doc("http or https.") Scheme scheme,
        @Doc("Query parameters.") Map<String, List<String>> params,
        @Default("false") @Doc("Keep labels that series bring where they conflict with the target's; false renames them to exported_<name>.") boolean honorLabels,
        @Default("true") @Doc("Keep timestamps that samples bring; false gives them the time of the scrape.") boolean honorTimestamps,
        @Default("false") @Doc("End series that bring timestamps of their own when they leave the page, too.") boolean trackTimestampsStaleness,
        @Default("false") @Doc("Also write scrape_timeout_seconds, scrape_sample_limit and scrape_body_size_bytes for each target.") boolean extraScrapeMetrics,
        @Doc("Choose and label the targets.") List<RelabelSettings> relabelConfigs,
        @Doc("Choose and label their series.") List<RelabelSettings> metricRelabelConfigs, @Inline ScrapeFormat format,
        @Inline ScrapeLimits limits, @Inline DiscoverySettings discovery, @Inline HttpClientSettings httpClient) {
    public ScrapeSettings {
        params = Map.copyOf(params);
        relabelConfigs = List.copyOf(relabelConfigs);
        metricRelabelConfigs = List.copyOf(metricRelabelConfigs);
        if (jobName.isBlank()) {
            throw new IllegalArgumentException("job_name cannot be empty");
        }
        if (scrapeInterval != null) {
            Durations.requirePositive("scrape_interval", scrapeInterval);
        }
        if (scrapeTimeout != null) {
            Durations.requirePositive("scrape_timeout", scrapeTimeout);
        }
        if (!metricsPath.startsWith("/")) {
            throw new IllegalArgumentException("metrics_path must start with '/', is '" + metricsPath + "'");
        }
        if (discovery.isEmpty()) {
            throw new IllegalArgumentException("job_name '" + jobName + "' has no targets: give static_configs or"
                    + " file_sd_configs, http_sd_configs, dns_sd_configs or kubernetes_sd_configs");
        }
        RelabelSettings.relabeling(relabelConfigs);
        RelabelSettings.relabeling(metricRelabelConfigs);
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

    /** How a target's pages are taken that has so long for a scrape. */
    public TargetOptions options(Duration timeout) {
        return new TargetOptions(honorTimestamps, 0,
                trackTimestampsStaleness ? Endings.OF_EVERY_SCRAPE_WITH_TIMESTAMPS : Endings.OF_EVERY_SCRAPE,
                new PageFormat(format.options(), format.scrapeNativeHistograms(), format.fallbackContentType(),
                        extraScrapeMetrics,
                        timeout.toMillis() / 1e3));
    }
}
