package dev.tributary.aggregator.storage.write;

import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;

/**
 * Begins and ends the generations of a head together with their logs, between two group commits. Safe for several threads.
 */
public final class GenerationSwitch {
    private final InstantSource clock;
    private final RocksDatabase database;
    private final GroupCommit commits;
    private final LongSupplier active;
    private final LongConsumer begin;
    private volatile long activeSinceMillis;
    /** Numbers up to this may have a log that could not be used: where making one failed, it may be there all the same. */
    private long tried;

    /**
     * For one head.
     *
     * @param active the number of the generation that takes writes
     * @param begin  lets writes go to a new generation of the number given
     */
    public GenerationSwitch(InstantSource clock, RocksDatabase database, GroupCommit commits, LongSupplier active,
            LongConsumer begin) {
        this.clock = clock;
        this.database = database;
        this.commits = commits;
        this.active = active;
        this.begin = begin;
        activeSinceMillis = clock.millis();
    }

    /** How long the active generation has taken writes, milliseconds; also the way back of a clock that was put back. */
    public long activeMillis() {
        return Math.abs(clock.millis() - activeSinceMillis);
    }

    /** Begins the next generation. */
    public void next() {
        next(_ -> {
        });
    }

    /**
     * Begins the next generation.
     *
     * @param atSwitch is told the number of the generation that takes no more, when all acknowledged writes are in it and
     *                 before any later one is acknowledged
     */
    public synchronized void next(LongConsumer atSwitch) {
        long last = active.getAsLong();
        long next = Math.max(last, tried) + 1;
        tried = next;
        RocksFamily log = database.family(FamilyKind.LOG.name(next));
        between(() -> {
            begin.accept(next);
            commits.switchLog(log);
            atSwitch.accept(last);
        });
        activeSinceMillis = clock.millis();
    }

    /**
     * Ends a generation all of which is on disk, and drops its log.
     *
     * @param retire takes it out of the head
     */
    public void end(long number, Runnable retire) {
        between(retire);
        RocksFamily log = database.numbered(FamilyKind.LOG).get(number);
        if (log != null) {
            database.drop(log);
        }
    }

    private void between(Runnable change) {
        try {
            commits.between(change).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
