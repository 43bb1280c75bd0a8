package dev.tributary.queryapi.query;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs the queries that took longer than a threshold, one line each with what it takes to run them again. */
public final class SlowQueryLog {
    /** Longer queries are cut: one line of a log stays readable and within the limits of collectors. */
    static final int QUERY_CHARACTERS_MAX = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(SlowQueryLog.class);

    private final Duration threshold;
    private final QueryMetrics metrics;

    public SlowQueryLog(Duration threshold, QueryMetrics metrics) {
        this.threshold = threshold;
        this.metrics = metrics;
    }

    void note(QueryTicket query, Duration ran, long read, String outcome) {
        if (ran.compareTo(threshold) < 0) {
            return;
        }
        metrics.slow();
        LOG.warn("slow query route={} duration_millis={} {}={} {} outcome=\"{}\" query=\"{}\"", query.route(),
                ran.toMillis(), query.unit(), read, query.times(), escaped(outcome), escaped(query.expression()));
    }

    private static String escaped(String text) {
        String head = text.length() <= QUERY_CHARACTERS_MAX ? text : text.substring(0, QUERY_CHARACTERS_MAX) + "...";
        return head.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
    }
}
