package dev.tributary.collector.federate;

import java.util.List;

import dev.tributary.collector.page.FaultKind;
import dev.tributary.collector.page.PageFaultException;
import dev.tributary.collector.page.RoundReport;
import dev.tributary.collector.page.RoundTotals;
import dev.tributary.model.text.PrometheusDuration;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What pulling tells of itself; one for all targets. */
public final class PullMetrics {
    private final Counter pulls;
    private final Counter faults;
    private final Counter bytes;
    private final Counter samples;
    private final Counter staleMarkers;
    private final Counter renamed;
    private final Counter discarded;
    private final Histogram durations;
    private final Gauge series;
    private final Gauge tableBytes;
    private final Gauge lastComplete;
    private final Gauge shards;
    private final Gauge slowestShard;
    private final Gauge replicaSeries;
    private final Counter successions;
    final Counter skipped;
    private final Gauge info;

    public PullMetrics(PrometheusRegistry registry) {
        pulls = counter("tributary_collector_pulls_total",
                "Pulls of a target by result: complete, partial (some samples are kept) or failed.", "job", "instance",
                "result").register(registry);
        faults = counter("tributary_collector_page_faults_total", "Pages with something wrong, by what it was.", "job",
                "instance", "kind").register(registry);
        bytes = counter("tributary_collector_page_bytes_total", "Bytes of pages after decompression.", "job",
                "instance").register(registry);
        samples = counter("tributary_collector_samples_total", "Samples on pages by what became of them.", "job",
                "instance", "outcome").register(registry);
        staleMarkers = counter("tributary_collector_stale_markers_total",
                "Series that left a complete page and were marked as ended.", "job", "instance").register(registry);
        renamed = counter("tributary_collector_series_renamed_total",
                "Series that brought a label which the cluster's identity displaced to exported_<name>.", "job",
                "instance").register(registry);
        discarded = counter("tributary_collector_discarded_pages_total",
                "Pages refused as a whole, with all their samples.", "job", "instance").register(registry);
        durations = Histogram.builder().name("tributary_collector_pull_duration_seconds").help("Time of a pull.")
                .labelNames("job").classicOnly().classicUpperBounds(0.01, 0.05, 0.25, 1, 2.5, 5, 10, 30, 60)
                .register(registry);
        series = gauge("tributary_collector_series", "Series a target has now.").register(registry);
        tableBytes = gauge("tributary_collector_series_table_bytes", "Memory of a target's series table.")
                .register(registry);
        lastComplete = gauge("tributary_collector_last_complete_pull_timestamp_seconds",
                "When the last complete pull began.").register(registry);
        shards = gauge("tributary_collector_shards", "Requests into which a target's pull is cut.").register(registry);
        slowestShard = gauge("tributary_collector_slowest_shard_seconds", "Time of the slowest of them.")
                .register(registry);
        replicaSeries = Gauge.builder().name("tributary_collector_replica_series")
                .help("Series whose samples are taken from a replica now.").labelNames("job", "replica")
                .register(registry);
        successions = counter("tributary_collector_replica_successions_total",
                "Series that a replica took over because the one before had fallen behind.", "job", "replica")
                .register(registry);
        skipped = counter("tributary_collector_pulls_skipped_total",
                "Intervals without a pull because the one before was not done.", "job", "instance").register(registry);
        info = Gauge.builder().name("tributary_collector_target_info")
                .help("What is pulled and how often; the hub shows it among its targets.")
                .labelNames("job", "instance", "url", "scrape_interval", "scrape_timeout").register(registry);
    }

    private static Counter.Builder counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels);
    }

    private static Gauge.Builder gauge(String name, String help) {
        return Gauge.builder().name(name).help(help).labelNames("job", "instance");
    }

    void record(String job, String instance, RoundReport report, List<ShardResult> results) {
        shards.labelValues(job, instance).set(results.size());
        slowestShard.labelValues(job, instance)
                .set(results.stream().mapToDouble(ShardResult::seconds).max().orElse(0));
        RoundTotals totals = report.totals();
        pulls.labelValues(job, instance, result(totals)).inc();
        for (PageFaultException fault : totals.faults()) {
            faults.labelValues(job, instance, fault.kind().text()).inc();
            if (!fault.kind().keepsSamples()) {
                discarded.labelValues(job, instance).inc();
            }
        }
        bytes.labelValues(job, instance).inc(totals.counts().bytes());
        totals.outcomes()
                .forEach((outcome, number) -> samples.labelValues(job, instance, outcome).inc((double) number));
        staleMarkers.labelValues(job, instance).inc(totals.staleMarkers());
        renamed.labelValues(job, instance).inc(totals.renamed());
        durations.labelValues(job).observe(report.seconds());
        series.labelValues(job, instance).set(report.liveSeries());
        tableBytes.labelValues(job, instance).set((double) report.tableBytes());
        if (totals.isComplete()) {
            lastComplete.labelValues(job, instance).set(report.startMillis() / 1e3);
        }
    }

    void recordReplica(String job, String replica, List<ShardResult> results) {
        replicaSeries.labelValues(job, replica)
                .set((double) results.stream().mapToLong(ShardResult::served).sum());
        successions.labelValues(job, replica)
                .inc((double) results.stream().mapToLong(ShardResult::successions).sum());
    }

    private static String result(RoundTotals totals) {
        if (totals.isComplete()) {
            return "complete";
        }
        return totals.counts().kept() > 0 ? "partial" : "failed";
    }

    /** Makes the series of a target visible before anything happens to them. */
    void announce(FederateSource source) {
        String job = source.job();
        String instance = source.instance();
        info.labelValues(told(source)).set(1);
        for (FaultKind kind : FaultKind.values()) {
            faults.labelValues(job, instance, kind.text());
        }
        staleMarkers.labelValues(job, instance);
        discarded.labelValues(job, instance);
        skipped.labelValues(job, instance);
    }

    /** A password in an address is nobody else's business. */
    private static String[] told(FederateSource source) {
        String user = source.page().getRawUserInfo();
        String url = source.page().toString();
        String shown = user == null ? url : url.replace(user + "@", "");
        return new String[]{source.job(), source.instance(), shown,
                PrometheusDuration.format(source.interval()), PrometheusDuration.format(source.timeout())};
    }

    /** Ends the gauges of a target that is no more. */
    void retire(FederateSource source) {
        String job = source.job();
        String instance = source.instance();
        info.remove(told(source));
        series.remove(job, instance);
        tableBytes.remove(job, instance);
        lastComplete.remove(job, instance);
        shards.remove(job, instance);
        slowestShard.remove(job, instance);
    }
}
