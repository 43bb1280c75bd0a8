package dev.tributary.queryapi.query;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.tributary.model.port.MetricReader;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.promql.QueryException;
import dev.tributary.promql.QueryException.Category;
import dev.tributary.promql.QueryOptions;
import dev.tributary.promql.QueryResult;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.Cancellation;
import dev.tributary.queryapi.endpoint.ErrorType;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries on the caller's thread: at most so many at once, each within its time and noted while it runs. Everything
 * a query costs is counted; what takes long is logged.
 */
public final class QueryService {
    private final PromqlEngine engine;
    private final QueryLimits limits;
    private final Gate gate;
    private final ActiveQueryLog active;
    private final SlowQueryLog slow;
    private final QueryMetrics metrics;
    private final LongSupplier nanoTime;

    public QueryService(PromqlEngine engine, QueryLimits limits, Gate gate, QueryRecords records,
            LongSupplier nanoTime) {
        this.engine = engine;
        this.limits = limits;
        this.gate = gate;
        this.active = records.active();
        this.slow = records.slow();
        this.metrics = records.metrics();
        this.nanoTime = nanoTime;
    }

    /** The limits in force. */
    public QueryLimits limits() {
        return limits;
    }

    /**
     * Answers a question over what the reader shows.
     *
     * @throws QueryException for every failure of the query, waiting too long among them
     * @throws ApiException   when too many queries wait already
     */
    public QueryAnswer answer(Question question, MetricReader reader, Cancellation cancellation) {
        long arrived = nanoTime.getAsLong();
        Duration timeout = shorter(question.timeout(), limits.timeout());
        try {
            pass(timeout, cancellation);
        } catch (QueryException e) {
            throw counted(e);
        }
        long started = nanoTime.getAsLong();
        int slot = active.begin(question.expression());
        try {
            Duration queued = Duration.ofNanos(started - arrived);
            metrics.waited(seconds(queued));
            QueryOptions options = new QueryOptions(question.lookback(), timeout.minus(queued), cancellation,
                    question.stepStats());
            QueryResult result = run(question, reader, options);
            Duration ran = Duration.ofNanos(nanoTime.getAsLong() - started);
            metrics.ran(question.route(), seconds(ran), result.stats().samplesRead());
            slow.note(question, ran, result.stats().samplesRead(), "success");
            return new QueryAnswer(result, queued, queued.plus(ran));
        } catch (QueryException e) {
            Duration ran = Duration.ofNanos(nanoTime.getAsLong() - started);
            metrics.ran(question.route(), seconds(ran), 0);
            slow.note(question, ran, 0, String.valueOf(e.getMessage()));
            throw counted(e);
        } finally {
            active.end(slot);
            gate.leave();
        }
    }

    private void pass(Duration timeout, Cancellation cancellation) {
        Gate.Outcome outcome = timeout.isPositive() ? enter(timeout, cancellation) : Gate.Outcome.TIMED_OUT;
        switch (outcome) {
            case PASSED -> {
                // Goes on.
            }
            case TIMED_OUT -> throw new QueryException(Category.TIMEOUT, "query timed out in query queue");
            case CANCELLED -> throw new QueryException(Category.CANCELED, "query was canceled in query queue");
            case FULL -> {
                metrics.refused("query");
                throw new ApiException(ErrorType.TOO_MANY_REQUESTS, "too many queries: " + limits.concurrentMax()
                        + " run and " + limits.queuedMax() + " wait; try again, or raise query.max_queued");
            }
        }
    }

    private Gate.Outcome enter(Duration timeout, Cancellation cancellation) {
        try {
            return gate.enter(timeout, cancellation);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Gate.Outcome.CANCELLED;
        }
    }

    private QueryResult run(Question question, MetricReader reader, QueryOptions options) {
        return switch (question) {
            case Question.Instantly now -> engine.instant(reader, now.expression(), now.timeMillis(), options);
            case Question.Range range -> engine.range(reader, range.expression(), range.startMillis(),
                    range.endMillis(), range.stepMillis(), options);
        };
    }

    private QueryException counted(QueryException e) {
        if (e.category() == Category.CANCELED) {
            metrics.cancelled();
        }
        metrics.failed(ErrorType.of(e.category()).text());
        return e;
    }

    private static Duration shorter(@Nullable Duration asked, Duration limit) {
        return asked != null && asked.compareTo(limit) < 0 ? asked : limit;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
