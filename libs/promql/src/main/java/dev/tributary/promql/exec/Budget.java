package dev.tributary.promql.exec;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import dev.tributary.promql.failure.QueryFailure;

/** What one query may still use: samples held in memory, time, and the patience of its asker. Safe for several threads. */
public final class Budget {
    private final long samplesMax;
    private final long deadlineNanos;
    private final LongSupplier nanoClock;
    private final BooleanSupplier cancelled;
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong peak = new AtomicLong();

    public Budget(long samplesMax, long deadlineNanos, LongSupplier nanoClock, BooleanSupplier cancelled) {
        this.samplesMax = samplesMax;
        this.deadlineNanos = deadlineNanos;
        this.nanoClock = nanoClock;
        this.cancelled = cancelled;
    }

    /** Accounts for samples that stay in memory. */
    public void hold(long samples) {
        long now = held.addAndGet(samples);
        peak.accumulateAndGet(now, Math::max);
        if (now > samplesMax) {
            throw tooMany();
        }
    }

    /** Gives back what was held. */
    public void release(long samples) {
        held.addAndGet(-samples);
    }

    /** Notes samples that are in memory only for a moment. */
    public void passing(long samples) {
        long now = held.get() + samples;
        peak.accumulateAndGet(now, Math::max);
        if (now > samplesMax) {
            throw tooMany();
        }
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
