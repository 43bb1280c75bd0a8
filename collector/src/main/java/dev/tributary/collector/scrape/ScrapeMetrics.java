package dev.tributary.collector.scrape;

import dev.tributary.collector.page.FaultKind;
import dev.tributary.collector.page.PageFaultException;
import dev.tributary.collector.page.RoundReport;
import dev.tributary.collector.page.RoundTotals;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What scraping tells of itself, by job: a target has its own {@code up} and {@code scrape_} series already. */
public final class ScrapeMetrics {
    private static final String JOB = "job";

    private final Counter scrapes;
    private final Counter faults;
    private final Counter bytes;
    private final Counter samples;
    private final Counter staleMarkers;
    private final Counter renamed;
    private final Histogram durations;
    private final Gauge targets;
    final Counter skipped;
    final Counter syncs;
    final Gauge series;

    public ScrapeMetrics(PrometheusRegistry registry) {
        scrapes = counter("tributary_collector_scrapes_total", "Scrapes by result: up or failed.", JOB, "result")
                .register(registry);
        faults = counter("tributary_collector_scrape_faults_total", "Scrapes that failed, by what was wrong.", JOB,
                "kind").register(registry);
        bytes = counter("tributary_collector_scrape_bytes_total", "Bytes of pages after decompression.", JOB)
                .register(registry);
        samples = counter("tributary_collector_scrape_samples_total", "Samples on pages by what became of them.", JOB,
                "outcome").register(registry);
        staleMarkers = counter("tributary_collector_scrape_stale_markers_total", "Series marked as ended.", JOB)
                .register(registry);
        renamed = counter("tributary_collector_scrape_series_renamed_total",
                "Series that brought a label which the cluster's identity displaced to exported_<name>.", JOB)
                .register(registry);
        durations = Histogram.builder().name("tributary_collector_scrape_duration_seconds").help("Time of a scrape.")
                .labelNames(JOB).classicOnly().classicUpperBounds(0.01, 0.05, 0.25, 1, 2.5, 5, 10, 30, 60)
                .register(registry);
        skipped = counter("tributary_collector_scrapes_skipped_total",
                "Intervals without a scrape because the one before was not done.", JOB).register(registry);
        syncs = counter("tributary_collector_target_syncs_total", "Times the targets were computed anew.", JOB)
                .register(registry);
        targets = Gauge.builder().name("tributary_collector_targets")
                .help("Addresses that discovery knows: active targets, those relabeling dropped, and invalid ones.")
                .labelNames(JOB, "state").register(registry);
        series = Gauge.builder().name("tributary_collector_scrape_series").help("Series the targets have now.")
                .labelNames(JOB).register(registry);
    }

    private static Counter.Builder counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels);
    }

    void record(String job, RoundReport report) {
        RoundTotals totals = report.totals();
        scrapes.labelValues(job, totals.isUp() ? "up" : "failed").inc();
        for (PageFaultException fault : totals.faults()) {
            faults.labelValues(job, fault.kind().text()).inc();
        }
        bytes.labelValues(job).inc((double) totals.counts().bytes());
        totals.outcomes().forEach((outcome, number) -> samples.labelValues(job, outcome).inc((double) number));
        staleMarkers.labelValues(job).inc((double) totals.staleMarkers());
        renamed.labelValues(job).inc((double) totals.renamed());
        durations.labelValues(job).observe(report.seconds());
    }

    void targets(String job, TargetList list) {
        targets.labelValues(job, "active").set(list.targets().size());
        targets.labelValues(job, "dropped").set(list.dropped());
        targets.labelValues(job, "invalid").set(list.invalid());
        syncs.labelValues(job).inc();
    }

    /** Makes the series of a job visible before anything happens. */
    void announce(String job) {
        for (FaultKind kind : FaultKind.values()) {
            faults.labelValues(job, kind.text());
        }
        scrapes.labelValues(job, "up");
        scrapes.labelValues(job, "failed");
        staleMarkers.labelValues(job);
        skipped.labelValues(job);
        series.labelValues(job);
    }

    /** Ends the gauges of a job that is no more. */
    void retire(String job) {
        for (String state : new String[]{"active", "dropped", "invalid"}) {
            targets.remove(job, state);
        }
        series.remove(job);
    }
}
