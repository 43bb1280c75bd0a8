package dev.tributary.queryapi.query;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;

/** What the query side tells of itself: {@code tributary_query_*}. */
public final class QueryMetrics {
    private final Histogram duration;
    private final Histogram queueTime;
    private final Counter samples;
    private final Counter logLines;
    private final Counter logBytes;
    private final Counter refused;
    private final Counter cancelled;
    private final Counter failed;
    private final Counter slow;
    private final Counter federationWarnings;

    public QueryMetrics(PrometheusRegistry registry) {
        duration = Histogram.builder().name("tributary_query_duration_seconds").unit(Unit.SECONDS)
                .help("Time from the start of a query to its result, the wait in the queue left out.")
                .labelNames("route").register(registry);
        queueTime = Histogram.builder().name("tributary_query_queue_duration_seconds").unit(Unit.SECONDS)
                .help("Time queries waited for their turn.").register(registry);
        samples = Counter.builder().name("tributary_query_samples_total")
                .help("Samples read from the store by queries.").register(registry);
        logLines = Counter.builder().name("tributary_query_log_lines_total")
                .help("Log lines read from the store by queries.").register(registry);
        logBytes = Counter.builder().name("tributary_query_log_bytes_total").unit(Unit.BYTES)
                .help("Bytes of the log lines read from the store by queries.").register(registry);
        refused = Counter.builder().name("tributary_query_refused_total")
                .help("Queries refused because the queue was full.").labelNames("kind").register(registry);
        cancelled = Counter.builder().name("tributary_query_cancelled_total")
                .help("Queries ended because the client had gone.").register(registry);
        failed = Counter.builder().name("tributary_query_failures_total")
                .help("Queries that ended without a result, by error type.").labelNames("error_type")
                .register(registry);
        slow = Counter.builder().name("tributary_query_slow_total")
                .help("Queries that took longer than the threshold of the slow-query log.").register(registry);
        federationWarnings = Counter.builder().name("tributary_query_federation_warnings_total")
                .help("Warnings of the store while federation pages were written, which have no place for them.")
                .register(registry);
        for (String kind : new String[]{"query", "lookup"}) {
            refused.initLabelValues(kind);
        }
    }

    /** Shows how full a gate is, under the kind of work it guards. */
    public void watch(PrometheusRegistry registry, Gate queries, Gate lookups) {
        GaugeWithCallback.builder().name("tributary_query_in_flight").help("Queries and lookups that run now.")
                .labelNames("kind").callback(callback -> {
                    callback.call(queries.inside(), "query");
                    callback.call(lookups.inside(), "lookup");
                }).register(registry);
        GaugeWithCallback.builder().name("tributary_query_queued").help("Queries and lookups that wait for their turn.")
                .labelNames("kind").callback(callback -> {
                    callback.call(queries.queued(), "query");
                    callback.call(lookups.queued(), "lookup");
                }).register(registry);
    }

    void ran(String route, double seconds) {
        duration.labelValues(route).observe(seconds);
    }

    void samplesRead(long count) {
        samples.inc(count);
    }

    /** Counts what a read of logs has read. */
    public void logsRead(long lines, long bytes) {
        logLines.inc(lines);
        logBytes.inc(bytes);
    }

    void waited(double seconds) {
        queueTime.observe(seconds);
    }

    void refused(String kind) {
        refused.labelValues(kind).inc();
    }

    void cancelled() {
        cancelled.inc();
    }

    void failed(String errorType) {
        failed.labelValues(errorType).inc();
    }

    /** Counts warnings that a federation page cannot show. */
    public void federationWarnings(int count) {
        federationWarnings.inc(count);
    }

    void slow() {
        slow.inc();
    }
}
