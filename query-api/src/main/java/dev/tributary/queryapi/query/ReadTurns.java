package dev.tributary.queryapi.query;

import java.nio.file.Path;
import java.time.Clock;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The turns of all reads of a hub, of metrics and of logs: they share its processors, so they share the limits. */
public final class ReadTurns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadTurns.class);
    /** Where the running queries are noted, in the data directory. */
    private static final String ACTIVE_QUERIES_FILE = "queries.active";
    private final ActiveQueryLog active;
    private final QueryTurns queries;
    private final LookupTurns lookups;

    /**
     * Opens the file of running queries and reports those that a crash left unfinished.
     *
     * @param dataDirectory existing directory for that file
     * @param registry      gets {@code tributary_query_*}
     * @throws java.io.UncheckedIOException when the data directory cannot be written
     */
    public ReadTurns(QueryLimits limits, Path dataDirectory, PrometheusRegistry registry, Clock clock) {
        Gate queryGate = new Gate(limits.concurrentMax(), limits.queuedMax());
        Gate lookupGate = new Gate(limits.lookupsMax(), limits.queuedMax());
        QueryMetrics metrics = new QueryMetrics(registry);
        metrics.watch(registry, queryGate, lookupGate);
        active = new ActiveQueryLog(dataDirectory.resolve(ACTIVE_QUERIES_FILE), limits.concurrentMax(), clock);
        active.unfinished().forEach(query -> LOG.warn("unfinished when the process ended last time query={}", query));
        QueryRecords records = new QueryRecords(active, new SlowQueryLog(limits.slowLogThreshold(), metrics), metrics);
        queries = new QueryTurns(limits, queryGate, records, System::nanoTime);
        lookups = new LookupTurns(lookupGate, limits.timeout(), metrics);
    }

    /** The turns of queries. */
    public QueryTurns queries() {
        return queries;
    }

    /** The turns of all other reads. */
    public LookupTurns lookups() {
        return lookups;
    }

    /** Closes the file of running queries. */
    @Override
    public void close() {
        active.close();
    }
}
