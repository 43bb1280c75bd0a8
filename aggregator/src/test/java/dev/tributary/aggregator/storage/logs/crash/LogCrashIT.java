package dev.tributary.aggregator.storage.logs.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.tributary.aggregator.storage.crash.ChildProcess;
import dev.tributary.aggregator.storage.logs.ContainsFilter;
import dev.tributary.aggregator.storage.logs.LogChecks;
import dev.tributary.aggregator.storage.logs.LogStore;
import dev.tributary.aggregator.storage.rocks.RocksBackups;
import dev.tributary.aggregator.storage.work.WorkProgress;
import dev.tributary.testkit.FakeClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A log store under concurrent writes in and out of order, late, and sent again, with records in several versions,
 * deletions that are cancelled and processed, flushes, retention and backups is killed at random moments, some of them while
 * it starts. After each restart every acknowledged line within the retention is there once and in order, every record in its
 * newest version, and nothing else; the last process verifies the store. At the end the last backup is restored and
 * compared.
 *
 * <p>{@code -Dcrash.log_kills=N} kills more often, {@code -Dcrash.seed=N} writes the same again; the moments of the kills
 * come from the seed too, but what a process reaches by then is the machine's affair.
 */
class LogCrashIT {
    private static final int KILLS = Integer.getInteger("crash.log_kills", 8);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
    private static final int WRITERS = 3;
    private static final int WORK_MILLIS_MAX = 300;

    @TempDir
    Path folder;
    private final Random random = new Random(SEED);
    private final List<LogProgress> known = new ArrayList<>(Collections.nCopies(WRITERS, LogProgress.NONE));
    private @Nullable List<LogProgress> atBackup;
    private @Nullable List<LogProgress> backedUp;
    /** What was acknowledged when the last backup was done at the latest. */
    private List<LogProgress> backedUpUntil = List.of();
    private boolean backingUp;
    private long compared;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void whatWasAcknowledgedSurvivesEveryKill() throws Exception {
        Files.createDirectories(folder.resolve("native"));
        for (int kill = 0; kill < KILLS; kill++) {
            int round = kill;
            start(round, true).kill(random, round > 0, WORK_MILLIS_MAX, line -> take(line, round));
            if (backingUp) {
                // Killed between the end of a backup and the word of it: the last backup may be that one.
                backedUpUntil = List.copyOf(known);
                backingUp = false;
            }
        }
        int end = start(KILLS, false).follow(line -> take(line, KILLS));
        assertThat(end).as("the last process ends by itself").isZero();
        int steps = known.stream().mapToInt(LogProgress::steps).sum();
        System.out.printf("seed %d: killed %d times, %d steps acknowledged, %d cancellations too late, "
                + "%d lines and records compared%n", SEED, KILLS, steps,
                known.stream().mapToInt(one -> one.late().size()).sum(), compared);
        assertThat(steps).as("acknowledged before the kills").isGreaterThan(KILLS / 2);
        assertThat(compared).isPositive();
        compareBackup();
    }

    private void take(String line, int round) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "done" -> {
                // The kill may have cut the last line.
                if (words.length == 4 && words[3].endsWith(".")) {
                    acknowledge(Integer.parseInt(words[1]), words[2], words[3].equals("late."), round);
                }
            }
            case "ready" -> compared += Long.parseLong(words[1]);
            case "backup-starts" -> {
                atBackup = List.copyOf(known);
                backingUp = true;
            }
            case "backup-done" -> {
                backedUp = atBackup;
                backedUpUntil = List.copyOf(known);
                backingUp = false;
            }
            default -> assertThat(line).as("round " + round + " of seed " + SEED).isEqualTo("ready or done");
        }
    }

    private void acknowledge(int writer, String step, boolean late, int round) {
        LogProgress before = known.get(writer);
        assertThat(step).as("order of steps in round " + round).isEqualTo(Integer.toString(before.steps()));
        known.set(writer, before.next(late));
    }

    private ChildProcess start(int round, boolean work) throws IOException {
        LogCrashOrders orders = new LogCrashOrders(folder.resolve("store"), folder.resolve("backup"), SEED, round, work,
                known);
        return ChildProcess.start(LogCrashChild.class, orders.toArguments(), folder.resolve("native"));
    }

    private void compareBackup() {
        List<LogProgress> steps = backedUp;
        if (steps == null) {
            return;
        }
        Path restored = folder.resolve("restored");
        try (RocksBackups backups = RocksBackups.open(folder.resolve("backup"))) {
            LogChecks.folder(restored).restore(backups, backups.list().getLast(), WorkProgress.NONE);
        }
        LogCrashOrders orders = new LogCrashOrders(restored, folder, SEED, 0, false, steps);
        try (LogStore store = new LogStore(LogCrashChild.options(restored, 0),
                new FakeClock(Instant.ofEpochMilli(orders.clockMillis())), new Random(SEED), ContainsFilter::new)) {
            store.start();
            assertThat(orders.compareCopy(store, backedUpUntil)).isEmpty();
        }
    }
}
