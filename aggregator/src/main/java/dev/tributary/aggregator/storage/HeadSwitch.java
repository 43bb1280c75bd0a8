package dev.tributary.aggregator.storage;

import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;

import dev.tributary.aggregator.storage.head.Head;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.write.GroupCommit;

/** Begins the next generation of the head together with its log, between two group commits. Safe for several threads. */
final class HeadSwitch {
    private final InstantSource clock;
    private final RocksDatabase database;
    private final Head head;
    private final GroupCommit commits;
    private volatile long activeSinceMillis;
    /** Numbers up to this may have a log that could not be used: where making one failed, it may be there all the same. */
    private long tried;

    HeadSwitch(InstantSource clock, RocksDatabase database, Head head, GroupCommit commits) {
        this.clock = clock;
        this.database = database;
        this.head = head;
        this.commits = commits;
        activeSinceMillis = clock.millis();
    }

    /** When the active generation began, Unix milliseconds. */
    long activeSinceMillis() {
        return activeSinceMillis;
    }

    /**
     * Begins the next generation.
     *
     * @param atSwitch is told the number of the generation that takes no more, when all acknowledged writes are in it and
     *                 before any later one is acknowledged
     */
    synchronized void next(LongConsumer atSwitch) {
        long last = head.active().number();
        long next = Math.max(last, tried) + 1;
        tried = next;
        RocksFamily log = database.family(FamilyKind.LOG.name(next));
        try {
            commits.between(() -> {
                head.begin(next);
                commits.switchLog(log);
                atSwitch.accept(last);
            }).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        activeSinceMillis = clock.millis();
    }
}
