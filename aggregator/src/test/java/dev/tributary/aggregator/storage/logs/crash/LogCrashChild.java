package dev.tributary.aggregator.storage.logs.crash;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

import dev.tributary.aggregator.storage.logs.ContainsFilter;
import dev.tributary.aggregator.storage.logs.LogStore;
import dev.tributary.aggregator.storage.logs.crash.LogScript.Cancel;
import dev.tributary.aggregator.storage.logs.crash.LogScript.Delete;
import dev.tributary.aggregator.storage.logs.crash.LogScript.Line;
import dev.tributary.aggregator.storage.logs.crash.LogScript.Write;
import dev.tributary.aggregator.storage.logs.deletion.LogDeletion;
import dev.tributary.aggregator.storage.logs.settings.LogOptions;
import dev.tributary.aggregator.storage.logs.settings.LogRetention;
import dev.tributary.aggregator.storage.settings.SyncMode;
import dev.tributary.aggregator.storage.work.WorkProgress;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.FakeClock;

/**
 * The process that dies: opens the store, compares what it holds with what was acknowledged to earlier processes, and works
 * on until it is killed. Says on its standard output {@code different ...} or {@code ready COUNT}, then
 * {@code done WRITER STEP in-time|late.} for each acknowledged step.
 */
final class LogCrashChild {
    /** Its own line of output, written at once: what was said before the kill is read by the parent. */
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private final LogCrashOrders orders;
    private final FakeClock clock;
    private final LogStore store;
    private volatile boolean working = true;

    private LogCrashChild(LogCrashOrders orders) {
        this.orders = orders;
        clock = new FakeClock(Instant.ofEpochMilli(orders.clockMillis()));
        store = new LogStore(options(orders.folder(), orders.round()), clock, new Random(orders.seed()),
                ContainsFilter::new);
    }

    /** Small limits, so that everything happens often. */
    static LogOptions options(Path folder, int round) {
        LogRetention retention = new LogRetention(LogScript.RETENTION, Map.of(), List.of(new LogRetention.StreamRule(
                List.of(Matcher.equal("app", LogScript.BRIEF)), LogScript.BRIEF_RETENTION)));
        return LogOptions.of(folder).withRetention(retention).withFlush(Duration.ofSeconds(1), 256 << 10)
                .withCancelPeriod(LogScript.CANCEL_PERIOD).withDiskFreeMin(0)
                .withSync(round % 2 == 0 ? SyncMode.INTERVAL : SyncMode.COMMIT);
    }

    static void main(String[] arguments) {
        LogCrashChild child = new LogCrashChild(LogCrashOrders.parse(arguments));
        child.guarded(child::run);
    }

    private void run() {
        store.start();
        require("", orders.compare(store));
        OUT.println("ready " + orders.count());
        if (orders.work()) {
            work();
        }
        require("[]", store.verify(WorkProgress.NONE).descriptions().toString());
        store.close();
    }

    private static void require(String expected, String found) {
        if (!found.equals(expected)) {
            OUT.println("different " + found);
            Runtime.getRuntime().halt(1);
        }
    }

    private void work() {
        for (int writer = 0; writer < orders.known().size(); writer++) {
            int number = writer;
            Thread.ofPlatform().daemon().name("writer-" + writer).start(() -> guarded(() -> write(number)));
        }
        Thread.ofPlatform().daemon().name("eraser").start(() -> guarded(this::erase));
        disturb();
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private static void fail(Throwable failure) {
        failure.printStackTrace();
        OUT.println("different: failed with " + failure);
        Runtime.getRuntime().halt(1);
    }

    private void write(int writer) {
        LogScript script = orders.script(writer);
        Random random = new Random(orders.seed() + writer + orders.round() * 31L);
        Semaphore underWay = new Semaphore(ExpectedLines.UNDER_WAY_MAX);
        for (int step = orders.known().get(writer).steps(); working; step++) {
            int number = step;
            if (script.step(step) instanceof Write(List<Line> lines)) {
                underWay.acquireUninterruptibly();
                commit(script, lines, () -> {
                    done(writer, number, false);
                    underWay.release();
                });
            } else {
                underWay.acquireUninterruptibly(ExpectedLines.UNDER_WAY_MAX);
                done(writer, number, erase(script, number));
                underWay.release(ExpectedLines.UNDER_WAY_MAX);
            }
            LockSupport.parkNanos(random.nextLong(6_000_000));
        }
    }

    private void commit(LogScript script, List<Line> lines, Runnable done) {
        LogBatch batch = begin(script);
        LabelSlices slices = new LabelSlices();
        for (Line line : lines) {
            slices.set(line.stream());
            batch.stream(slices);
            slices.set(line.metadata());
            byte[] text = line.text().getBytes(StandardCharsets.UTF_8);
            batch.entry(line.nanos(), text, 0, text.length, slices);
        }
        batch.commit().whenComplete((_, failure) -> {
            if (failure != null) {
                fail(failure);
            }
            done.run();
        });
    }

    private LogBatch begin(LogScript script) {
        while (true) {
            try {
                return store.begin(new WriterIdentity(script.cluster(), false));
            } catch (WriteRefusedException e) {
                LockSupport.parkNanos(1_000_000); // more was written than was flushed
            }
        }
    }

    /** Deletes, or cancels; true when that came too late. */
    private boolean erase(LogScript script, int step) {
        if (script.step(step) instanceof Delete delete) {
            store.delete(matchers(script, delete), delete.part(), delete.minNanos(), delete.maxNanos());
            return false;
        }
        if (script.step(step) instanceof Cancel(int which) && script.step(which) instanceof Delete delete) {
            // Two when a process died between the first and the word of it.
            List<LogDeletion> found = store.deletions().stream()
                    .filter(one -> one.matchers().equals(matchers(script, delete)) && one.stages().equals(delete.part())
                            && one.minNanos() == delete.minNanos() && one.maxNanos() == delete.maxNanos())
                    .toList();
            return found.stream().filter(one -> !store.cancelDeletion(one.id(), false)).count() > 0;
        }
        throw new IllegalStateException("step " + step + " neither writes nor deletes");
    }

    private static List<Matcher> matchers(LogScript script, Delete delete) {
        return List.of(Matcher.equal("writer", script.name()), Matcher.equal("app", delete.app()));
    }

    /** Says it before the clock moves, so that the parent's clock is never behind. */
    private synchronized void done(int writer, int step, boolean late) {
        OUT.println("done " + writer + " " + step + (late ? " late." : " in-time."));
        long time = LogScript.millis(step);
        if (time > clock.millis()) {
            clock.set(Instant.ofEpochMilli(time));
        }
    }

    private void erase() {
        Random random = new Random(orders.seed() + orders.round() * 17L);
        while (working) {
            LockSupport.parkNanos(random.nextLong(50_000_000));
            store.processDeletions();
        }
    }

    /** What a store does besides, in random order. */
    private void disturb() {
        Random random = new Random(orders.seed() + orders.round());
        int backups = 0;
        while (working) {
            LockSupport.parkNanos(random.nextLong(80_000_000));
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> store.flush();
                case 3, 4 -> store.dropExpired();
                case 5, 6 -> store.merge();
                default -> backUp(++backups);
            }
        }
    }

    private void backUp(int number) {
        OUT.println("backup-starts " + number);
        store.backup(orders.backups(), WorkProgress.NONE);
        OUT.println("backup-done " + number);
    }
}
