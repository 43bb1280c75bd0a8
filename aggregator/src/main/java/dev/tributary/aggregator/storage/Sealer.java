package dev.tributary.aggregator.storage;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.day.DayPartitions;
import dev.tributary.aggregator.storage.day.DaySealing;
import dev.tributary.aggregator.storage.day.FlushNumbers;
import dev.tributary.aggregator.storage.deletion.Tombstones;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.settings.StorageOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rewrites days that are over into their final form, in the background with a quarter of a processor; all days at once and
 * at full speed when asked. Late samples stand beside a sealed day until it is sealed again, some hours later.
 */
final class Sealer {
    private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
    /** Late samples may trickle in for long; a day is not rewritten for each of them. */
    private static final Duration AGAIN = Duration.ofHours(6);
    private static final long WORK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long REST_NANOS = 3 * WORK_NANOS;

    private final StorageOptions options;
    private final InstantSource clock;
    private final RocksDatabase database;
    private final DayPartitions partitions;
    private final Tombstones tombstones;
    private final Flusher flusher;
    private final Eraser eraser;
    private final Path folder;
    /** When a day was tried last, Unix milliseconds. */
    private final Map<Long, Long> tried = new HashMap<>();
    private final LongAdder daysSealed = new LongAdder();
    private final LongAdder sealingNanos = new LongAdder();

    Sealer(StorageOptions options, InstantSource clock, RocksDatabase database, DayPartitions partitions,
            Tombstones tombstones, Flusher flusher, Eraser eraser, Path folder) {
        this.options = options;
        this.clock = clock;
        this.database = database;
        this.partitions = partitions;
        this.tombstones = tombstones;
        this.flusher = flusher;
        this.eraser = eraser;
        this.folder = folder;
    }

    /** Seals the oldest day that is over, flushed and not sealed, if there is one; gives how many were. */
    synchronized int sealDue() {
        long now = clock.millis();
        long settled = now - 2 * options.flushInterval().toMillis();
        for (DayPartition day : List.copyOf(partitions.all())) {
            long last = tried.getOrDefault(day.day(), Long.MIN_VALUE / 2);
            if (day.lastMillis() < settled && Math.abs(now - last) >= AGAIN.toMillis()) {
                tried.put(day.day(), now);
                if (seal(day, resting())) {
                    return 1;
                }
            }
        }
        return 0;
    }

    /** Days sealed since the start. */
    long daysSealed() {
        return daysSealed.sum();
    }

    /** Time spent on sealing since the start. */
    long sealingNanos() {
        return sealingNanos.sum();
    }

    /** Rests three times as long as it worked. */
    private static DaySealing.Pace resting() {
        long[] started = {System.nanoTime()};
        return () -> {
            if (System.nanoTime() - started[0] > WORK_NANOS) {
                LockSupport.parkNanos(REST_NANOS);
                started[0] = System.nanoTime();
            }
        };
    }

    /** Flushes, seals all days at full speed, the present one too, and compacts the rows; gives how many were sealed. */
    synchronized int optimise() {
        flusher.flush();
        int sealed = 0;
        for (DayPartition day : List.copyOf(partitions.all())) {
            sealed += seal(day, () -> {
            }) ? 1 : 0;
        }
        database.rows().forEach(database::compact);
        return sealed;
    }

    private boolean seal(DayPartition day, DaySealing.Pace pace) {
        if (!day.family().acquire()) {
            return false;
        }
        try {
            return eraser.withoutCleaning(() -> rewrite(day, pace));
        } finally {
            day.family().release();
        }
    }

    private boolean rewrite(DayPartition day, DaySealing.Pace pace) {
        if (FlushNumbers.most(database, day) < 2) {
            return false;
        }
        long started = System.nanoTime();
        try (DaySealing sealing = new DaySealing(database, day, tombstones.current(), folder, pace)) {
            sealing.write();
            boolean sealed = flusher.exclusively(() -> {
                boolean present = partitions.find(day.day()) == day;
                if (present) {
                    sealing.finish();
                }
                return present;
            });
            long took = System.nanoTime() - started;
            sealingNanos.add(took);
            if (sealed) {
                daysSealed.increment();
            }
            LOG.info("day sealed day={} chunks_before={} chunks_after={} duration={}", day.day(),
                    sealing.before(), sealing.after(), Duration.ofNanos(took));
            return sealed;
        }
    }
}
