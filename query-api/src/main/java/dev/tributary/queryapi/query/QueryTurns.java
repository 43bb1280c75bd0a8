package dev.tributary.queryapi.query;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.Cancellation;
import dev.tributary.queryapi.endpoint.ErrorType;
import org.jspecify.annotations.Nullable;

/**
 * Lets queries of every language run on the caller's thread: at most so many at once, each within its time and noted while
 * it runs. What a query costs is counted; what takes long is logged.
 */
public final class QueryTurns {
    private final QueryLimits limits;
    private final Gate gate;
    private final QueryRecords records;
    private final LongSupplier nanoTime;

    public QueryTurns(QueryLimits limits, Gate gate, QueryRecords records, LongSupplier nanoTime) {
        this.limits = limits;
        this.gate = gate;
        this.records = records;
        this.nanoTime = nanoTime;
    }

    /** Runs a query in the time that is left to it; fails with {@link ApiException} in a known way. */
    @FunctionalInterface
    public interface Work<T> {
        Read<T> run(Duration timeLeft);
    }

    /** What a query gave, and how much it read for that, in the unit of its ticket. */
    public record Read<T>(T value, long read) {
    }

    /** What a query gave, with its wait for its turn and its whole time. */
    public record Answer<T>(T value, Duration queued, Duration total) {
    }

    /** Where queries are counted. */
    public QueryMetrics metrics() {
        return records.metrics();
    }

    /**
     * Runs a query when its turn has come.
     *
     * @param timeoutMax no query of this kind takes longer
     * @throws ApiException when too many wait already, the wait is too long, or the asker has gone; or from the work
     */
    public <T> Answer<T> take(QueryTicket ticket, Duration timeoutMax, Cancellation cancellation, Work<T> work) {
        long arrived = nanoTime.getAsLong();
        Duration timeout = shorter(ticket.timeout(), timeoutMax);
        try {
            pass(timeout, cancellation);
        } catch (ApiException e) {
            throw counted(e);
        }
        long started = nanoTime.getAsLong();
        int slot = records.active().begin(ticket.expression());
        try {
            Duration queued = Duration.ofNanos(started - arrived);
            metrics().waited(seconds(queued));
            Read<T> read = work.run(timeout.minus(queued));
            Duration ran = ended(ticket, started, read.read(), "success");
            return new Answer<>(read.value(), queued, queued.plus(ran));
        } catch (ApiException e) {
            ended(ticket, started, 0, e.text());
            throw counted(e);
        } finally {
            records.active().end(slot);
            gate.leave();
        }
    }

    private Duration ended(QueryTicket ticket, long started, long read, String outcome) {
        Duration ran = Duration.ofNanos(nanoTime.getAsLong() - started);
        metrics().ran(ticket.route(), seconds(ran));
        records.slow().note(ticket, ran, read, outcome);
        return ran;
    }

    private void pass(Duration timeout, Cancellation cancellation) {
        Gate.Outcome outcome = timeout.isPositive() ? enter(timeout, cancellation) : Gate.Outcome.TIMED_OUT;
        switch (outcome) {
            case PASSED -> {
                // Goes on.
            }
            case TIMED_OUT -> throw new ApiException(ErrorType.TIMEOUT, "query timed out in query queue");
            case CANCELLED -> throw new ApiException(ErrorType.CANCELED, "query was canceled in query queue");
            case FULL -> {
                metrics().refused("query");
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

    private ApiException counted(ApiException e) {
        if (e.type() == ErrorType.CANCELED) {
            metrics().cancelled();
        }
        if (e.type() != ErrorType.TOO_MANY_REQUESTS) {
            metrics().failed(e.type().text());
        }
        return e;
    }

    private static Duration shorter(@Nullable Duration asked, Duration limit) {
        return asked != null && asked.compareTo(limit) < 0 ? asked : limit;
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
