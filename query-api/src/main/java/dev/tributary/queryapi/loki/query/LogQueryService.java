package dev.tributary.queryapi.loki.query;

import java.time.Duration;
import java.time.Instant;

import dev.tributary.logql.LogqlEngine;
import dev.tributary.logql.LogqlException;
import dev.tributary.logql.LogqlResult;
import dev.tributary.logql.QueryOptions;
import dev.tributary.logql.QueryStats;
import dev.tributary.logql.RangeParameters;
import dev.tributary.model.port.LogReader;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.loki.limit.LogQueryLimits;
import dev.tributary.queryapi.query.QueryTicket;
import dev.tributary.queryapi.query.QueryTurns;

/** Runs LogQL over the logs that an asker may see, when its turn has come. */
public final class LogQueryService {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final LogReader whole;
    private final LogqlEngine engine;
    private final LogQueryLimits limits;
    private final QueryTurns turns;

    public LogQueryService(LogReader whole, LogQueryLimits limits, QueryTurns turns) {
        this.whole = whole;
        this.engine = new LogqlEngine(limits.engineOptions());
        this.limits = limits;
        this.turns = turns;
    }

    /** The limits in force. */
    public LogQueryLimits limits() {
        return limits;
    }

    /** The logs that an asker may see. */
    public LogReader visibleTo(ApiRequest request) {
        return request.access().narrow(whole);
    }

    /**
     * The value of a metric query at one instant.
     *
     * @throws ApiException for every failure
     */
    public LogAnswer instant(String query, long timeNanos, ApiRequest request) {
        QueryTicket ticket = ticket(query, "loki_query", "time=" + instant(timeNanos));
        return run(ticket, request,
                options -> engine.instant(visibleTo(request), query, timeNanos, options), false);
    }

    /**
     * The lines or values of a query over a range of time.
     *
     * @param route      the route's name in metrics and logs
     * @param categorize true to keep labels of metadata and pipeline with the lines
     * @throws ApiException for every failure
     */
    public LogAnswer range(String query, RangeParameters range, String route, boolean categorize, ApiRequest request) {
        QueryTicket ticket = ticket(query, route, "start=" + instant(range.startNanos()) + " end="
                + instant(range.endNanos()) + " step=" + Duration.ofNanos(range.stepNanos()).toMillis() + "ms");
        return run(ticket, request,
                options -> engine.range(visibleTo(request), query, range, options), categorize);
    }

    /** A query of the engine with the options it is given. */
    private interface Asking {
        LogqlResult ask(QueryOptions options);
    }

    private LogAnswer run(QueryTicket ticket, ApiRequest request, Asking asking, boolean categorize) {
        QueryTurns.Answer<LogqlResult> answer = turns.take(ticket, limits.timeout(), request.cancellation(),
                timeLeft -> {
                    LogqlResult result = LogqlFailures.translated(() -> asking
                            .ask(new QueryOptions(timeLeft, request.cancellation(), categorize)));
                    QueryStats stats = result.stats();
                    turns.metrics().logsRead(stats.linesProcessed(), stats.bytesProcessed());
                    return new QueryTurns.Read<>(result, stats.linesProcessed());
                });
        return new LogAnswer(answer.value(), answer.queued());
    }

    /** True for a query that gives lines, false for a metric and for what is no query. */
    static boolean isLogQuery(String query) {
        try {
            LogqlEngine.pipeline(query);
            return true;
        } catch (LogqlException _) {
            return false;
        }
    }

    private static QueryTicket ticket(String query, String route, String times) {
        return new QueryTicket(query, route, times, "lines", null);
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }
}
