package dev.tributary.logql.exec;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import dev.tributary.logql.failure.QueryFailure;
import org.jspecify.annotations.Nullable;

/**
 * What one query may still use, and what it has used: bytes and lines read, numbers held, time.
 * Safe for several threads.
 */
public final class Budget {
    private final Limits limits;
    private final long deadlineNanos;
    private final LongSupplier nanoClock;
    private final BooleanSupplier cancelled;
    private long bytes;
    private long lines;
    private long linesKept;
    private long metadataBytes;
    private long streams;
    private long held;
    private volatile @Nullable RuntimeException failure;

    /**
     * What a query may use at most.
     *
     * @param bytesMax   bytes of lines read, 0 for no limit
     * @param linesMax   lines read, 0 for no limit
     * @param samplesMax numbers held at once
     * @param seriesMax  series of the result
     * @param streamsMax streams selected at once, 0 for no limit
     */
    public record Limits(long bytesMax, long linesMax, long samplesMax, int seriesMax, int streamsMax) {
    }

    public Budget(Limits limits, long deadlineNanos, LongSupplier nanoClock, BooleanSupplier cancelled) {
        this.limits = limits;
        this.deadlineNanos = deadlineNanos;
        this.nanoClock = nanoClock;
        this.cancelled = cancelled;
    }

    public Limits limits() {
        return limits;
    }

    /** Takes in what a meter has counted; ends the query when it is too much or nobody waits for it any more. */
    synchronized void add(Meter.Count count) {
        bytes += count.bytes();
        metadataBytes += count.metadataBytes();
        lines += count.lines();
        linesKept += count.linesKept();
        held += count.held();
        if (limits.bytesMax > 0 && bytes > limits.bytesMax) {
            throw tooMuch("the query would read too many bytes (query: " + bytes + " B, limit: " + limits.bytesMax
                    + " B); consider adding more specific stream selectors or reduce the time range of the query");
        }
        if (limits.linesMax > 0 && lines > limits.linesMax) {
            throw tooMuch("the query would read too many lines (limit: " + limits.linesMax + "); consider adding more "
                    + "specific stream selectors or reduce the time range of the query");
        }
        if (held > limits.samplesMax) {
            throw tooMuch(
                    "query processing would load too many samples into memory (limit: " + limits.samplesMax + ")");
        }
        check();
    }

    private static QueryFailure tooMuch(String message) {
        return new QueryFailure(QueryFailure.Kind.LIMIT, message);
    }

    synchronized void opened(long newStreams) {
        streams += newStreams;
    }

    /** Ends the query for all who work on it: one of them has failed, and all fail with that. */
    synchronized void stop(RuntimeException newFailure) {
        failure = failure == null ? newFailure : failure;
    }

    /** Ends the query when nobody waits for it any more. */
    public void check() {
        RuntimeException known = failure;
        if (known != null) {
            throw known;
        }
        if (cancelled.getAsBoolean()) {
            throw new QueryFailure(QueryFailure.Kind.CANCELED, "The request was cancelled by the client.");
        }
        if (nanoClock.getAsLong() - deadlineNanos > 0) {
            throw new QueryFailure(QueryFailure.Kind.TIMEOUT, "Request timed out, decrease the duration of the request "
                    + "or add more label matchers (prefer exact match over regex match) to reduce the amount of data "
                    + "processed.");
        }
    }

    public synchronized long bytes() {
        return bytes;
    }

    public synchronized long lines() {
        return lines;
    }

    public synchronized long linesKept() {
        return linesKept;
    }

    public synchronized long metadataBytes() {
        return metadataBytes;
    }

    public synchronized long streams() {
        return streams;
    }
}
