package dev.tributary.aggregator.storage.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A store under concurrent writes in and out of order, late writes, duplicates, deletions, flushes, retention, cleaning and
 * backups is killed at random moments, some of them while it starts. After each restart every acknowledged sample within
 * the retention is read back and compared bit by bit, and nothing else may be there. At the end the last backup is
 * restored and compared likewise.
 *
 * <p>{@code -Dcrash.kills=N} kills more often, {@code -Dcrash.seed=N} writes the same again; the moments of the kills come
 * from the seed too, but what a process reaches by then is the machine's affair.
 */
class CrashIT {
    private static final int KILLS = Integer.getInteger("crash.kills", 50);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());
    private static final int WRITERS = 3;

    @TempDir
    Path folder;
    private final Random random = new Random(SEED);
    private final List<Integer> acknowledged = new ArrayList<>();
    private @Nullable List<Integer> atBackup;
    private @Nullable List<Integer> backedUp;
    /** What was acknowledged when the last backup was done at the latest. */
    private List<Integer> backedUpUntil = List.of();
    private boolean backingUp;
    private long compared;

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void whatWasAcknowledgedSurvivesEveryKill() throws Exception {
        for (int writer = 0; writer < WRITERS; writer++) {
            acknowledged.add(0);
        }
        Files.createDirectories(folder.resolve("native"));
        for (int kill = 0; kill < KILLS; kill++) {
            runAndKill(kill);
        }
        int end = start(KILLS, false).follow(line -> take(line, KILLS));
        assertThat(end).as("the last process ends by itself").isZero();
        int steps = acknowledged.stream().mapToInt(each -> each).sum();
        System.out.printf("seed %d: killed %d times, %d steps acknowledged, %d samples compared%n", SEED, KILLS, steps,
                compared);
        assertThat(steps).as("acknowledged before the kills").isGreaterThan(KILLS / 2);
        assertThat(compared).isPositive();
        compareBackup();
    }

    private void runAndKill(int round) throws Exception {
        start(round, true).kill(random, round > 0, 600, line -> take(line, round));
        if (backingUp) {
            // Killed between the end of a backup and the word of it: the last backup may be that one.
            backedUpUntil = List.copyOf(acknowledged);
            backingUp = false;
        }
    }

    private void take(String line, int round) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "done" -> {
                // The kill may have cut the last line.
                if (words.length == 3) {
                    acknowledge(Integer.parseInt(words[1]), words[2], round);
                }
            }
            case "ready" -> compared += Long.parseLong(words[1]);
            case "backup-starts" -> {
                atBackup = List.copyOf(acknowledged);
                backingUp = true;
            }
            case "backup-done" -> {
                backedUp = atBackup;
                backedUpUntil = List.copyOf(acknowledged);
                backingUp = false;
            }
            default -> assertThat(line).as("round " + round + " of seed " + SEED).isEqualTo("ready or done");
        }
    }

    private void acknowledge(int writer, String step, int round) {
        // Of a number that was cut the rest is missing, and it is not the next one then.
        if (step.equals(acknowledged.get(writer).toString())) {
            acknowledged.set(writer, acknowledged.get(writer) + 1);
        } else {
            assertThat(acknowledged.get(writer).toString()).as("order of steps in round " + round).startsWith(step);
        }
    }

    private ChildProcess start(int round, boolean work) throws IOException {
        CrashOrders orders = new CrashOrders(folder.resolve("store"), folder.resolve("backup"), SEED, round, work,
                acknowledged);
        return ChildProcess.start(CrashChild.class, orders.toArguments(), folder.resolve("native"));
    }

    private void compareBackup() {
        List<Integer> steps = backedUp;
        if (steps == null) {
            return;
        }
        assertThat(BackupComparison.compare(folder, SEED, steps, backedUpUntil)).isEmpty();
    }
}
