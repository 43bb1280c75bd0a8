package dev.tributary.promql.exec;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import dev.tributary.model.port.StoredSeries;
import dev.tributary.promql.failure.QueryFailure;

/**
 * What one query may still use: samples held in memory, bytes of them and of the series it selected, time, and the patience
 * of its asker. Safe for several threads.
 */
public final class Budget {
    /** A time and a value; native histograms count as so many samples as their size holds. */
    private static final long SAMPLE_BYTES = 16;

    /** What a series takes beside its labels, and what a label takes on average: two references and its part of texts. */
    private static final long SERIES_BYTES = 64;

    private static final long LABEL_BYTES = 32;

    private final long samplesMax;
    private final long bytesMax;
    private final long deadlineNanos;
    private final LongSupplier nanoClock;
    private final BooleanSupplier cancelled;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong peak = new AtomicLong();
    private final AtomicLong seriesBytes = new AtomicLong();

    public Budget(long samplesMax, long bytesMax, long deadlineNanos, LongSupplier nanoClock,
            BooleanSupplier cancelled) {
        this.samplesMax = samplesMax;
        this.bytesMax = bytesMax;
        this.deadlineNanos = deadlineNanos;
        this.nanoClock = nanoClock;
        this.cancelled = cancelled;
    }

    /** Accounts for samples that stay in memory. */
    public void hold(long samples) {
        require(held.addAndGet(samples));
    }

    /** Accounts for series whose labels stay in memory until the query ends. */
    public void holdSeries(List<? extends StoredSeries> series) {
        long bytes = 0;
        for (StoredSeries one : series) {
            bytes += SERIES_BYTES + LABEL_BYTES * one.labels().size();
        }
        seriesBytes.addAndGet(bytes);
        require(held.get());
    }

    private void require(long samples) {
        peak.accumulateAndGet(samples, Math::max);
        if (samples > samplesMax) {
            throw tooMany();
        }
        if (samples * SAMPLE_BYTES + seriesBytes.get() > bytesMax) {
            throw QueryFailure.execution("query processing would take more memory than the limit of " + bytesMax
                    + " bytes in query execution");
        }
    }

    /** Gives back what was held. */
    public void release(long samples) {
        held.addAndGet(-samples);
    }

    /** Notes samples that are in memory only for a moment. */
    public void passing(long samples) {
        require(held.get() + samples);
    }

    /** The error of a query that wants too much at once. */
    public static QueryFailure tooMany() {
        return QueryFailure.execution("query processing would load too many samples into memory in query execution");
    }

    /** Ends the query when nobody waits for it any more. Called for each series. */
    public void check() {
        if (cancelled.getAsBoolean()) {
            throw new QueryFailure(QueryFailure.Kind.CANCELED, "query was canceled in expression evaluation");
        }
        if (nanoClock.getAsLong() - deadlineNanos > 0) {
            throw new QueryFailure(QueryFailure.Kind.TIMEOUT, "query timed out in expression evaluation");
        }
    }

    public long samplesMax() {
        return samplesMax;
    }

    public long samplesPeak() {
        return peak.get();
    }
}
