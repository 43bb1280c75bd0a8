package dev.tributary.aggregator.storage.crash;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

import dev.tributary.aggregator.storage.MetricStore;
import dev.tributary.aggregator.storage.crash.WriterScript.Delete;
import dev.tributary.aggregator.storage.crash.WriterScript.Row;
import dev.tributary.aggregator.storage.crash.WriterScript.Step;
import dev.tributary.aggregator.storage.crash.WriterScript.Write;
import dev.tributary.aggregator.storage.settings.StorageOptions;
import dev.tributary.aggregator.storage.settings.SyncMode;
import dev.tributary.aggregator.storage.work.WorkProgress;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.FakeClock;

/**
 * The process that dies: opens the store, compares what it holds with what was acknowledged to earlier processes, and works
 * on until it is killed. Says on its standard output {@code different ...} or {@code ready COUNT}, then
 * {@code done WRITER STEP} for each acknowledged step.
 */
final class CrashChild {
    /** Its own line of output, written at once: what was said before the kill is read by the parent. */
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private final CrashOrders orders;
    private final FakeClock clock;
    private final MetricStore store;
    private volatile boolean working = true;

    private CrashChild(CrashOrders orders) {
        this.orders = orders;
        clock = new FakeClock(Instant.ofEpochMilli(orders.clockMillis()));
        store = new MetricStore(options(orders.folder(), orders.round()), clock, new Random(orders.seed()));
    }

    /** Small limits, so that everything happens often. */
    static StorageOptions options(Path folder, int round) {
        return StorageOptions.of(folder).withRetention(WriterScript.RETENTION).withFutureMax(Duration.ofDays(1))
                .withFlush(Duration.ofSeconds(1), 1500).withCacheBytes(16 << 20)
                .withSync(round % 2 == 0 ? SyncMode.INTERVAL : SyncMode.COMMIT);
    }

    static void main(String[] arguments) {
        CrashChild child = new CrashChild(CrashOrders.parse(arguments));
        child.store.start();
        String difference = child.orders.compare(child.store);
        if (!difference.isEmpty()) {
            OUT.println("different " + difference);
            System.exit(1);
        }
        OUT.println("ready " + child.orders.count());
        if (child.orders.work()) {
            child.work();
        }
        child.store.close();
    }

    private void work() {
        for (int writer = 0; writer < orders.writers(); writer++) {
            int number = writer;
            Thread.ofPlatform().daemon().name("writer-" + writer).start(() -> guarded(() -> write(number)));
        }
        guarded(this::disturb);
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        failure.printStackTrace();
        OUT.println("different: failed with " + failure);
        Runtime.getRuntime().halt(1);
    }

    private void write(int writer) {
        WriterScript script = orders.script(writer);
        Random random = new Random(orders.seed() + writer + orders.round() * 31L);
        WriterIdentity identity = new WriterIdentity(script.cluster(), false);
        Semaphore underWay = new Semaphore(ExpectedSamples.UNDER_WAY_MAX);
        LabelSlices slices = new LabelSlices();
        for (int step = orders.acknowledged(writer); working; step++) {
            int number = step;
            Step next = script.step(step);
            switch (next) {
                case Write(List<Row> rows) -> {
                    underWay.acquireUninterruptibly();
                    MetricBatch batch = store.begin(identity);
                    rows.forEach(row -> put(row, slices, batch));
                    batch.commit().whenComplete((_, failure) -> {
                        if (failure != null) {
                            fail(failure);
                        }
                        done(writer, number);
                        underWay.release();
                    });
                }
                case Delete delete -> {
                    underWay.acquireUninterruptibly(ExpectedSamples.UNDER_WAY_MAX);
                    store.deleteSeries(matchers(delete.series()), delete.minMillis(), delete.maxMillis());
                    done(writer, number);
                    underWay.release(ExpectedSamples.UNDER_WAY_MAX);
                }
            }
            LockSupport.parkNanos(random.nextLong(6_000_000));
        }
    }

    static List<Matcher> matchers(Labels labels) {
        return labels.toMap().entrySet().stream().map(label -> Matcher.equal(label.getKey(), label.getValue()))
                .toList();
    }

    private static void put(Row row, LabelSlices slices, MetricBatch batch) {
        slices.set(row.series());
        batch.series(slices);
        Value value = row.value();
        if (value.histogram() == null) {
            batch.sample(row.time(), Double.longBitsToDouble(value.bits()), value.startMillis());
        } else {
            batch.histogram(row.time(), value.histogram(), value.startMillis());
        }
    }

    /** Says it before the clock moves, so that the parent's clock is never behind. */
    private synchronized void done(int writer, int step) {
        OUT.println("done " + writer + " " + step);
        long time = WriterScript.time(step);
        if (time > clock.millis()) {
            clock.set(Instant.ofEpochMilli(time));
        }
    }

    /** Everything a store does besides writing, in random order. */
    private void disturb() {
        Random random = new Random(orders.seed() + orders.round());
        int backups = 0;
        while (working) {
            LockSupport.parkNanos(random.nextLong(80_000_000));
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> store.flush();
                case 3 -> store.dropExpired();
                case 4, 5 -> store.cleanTombstones();
                default -> backUp(++backups);
            }
        }
    }

    private void backUp(int number) {
        OUT.println("backup-starts " + number);
        store.backup(orders.backups(), WorkProgress.NONE);
        OUT.println("backup-done " + number);
    }

    /** All samples of a writer, in the store's own labels without the cluster. */
    static Map<Labels, NavigableMap<Long, Value>> read(MetricStore store, WriterScript script) {
        Map<Labels, NavigableMap<Long, Value>> found = new HashMap<>();
        List<Matcher> matchers = List.of(Matcher.equal("cluster", script.cluster().value()),
                Matcher.equal("writer", script.name()));
        try (SeriesSelection selection = store.select(new SeriesQuery(matchers, 0, Long.MAX_VALUE, 0))) {
            for (StoredSeries series : selection.series()) {
                SampleColumns columns = new SampleColumns();
                series.read(0, Long.MAX_VALUE, columns);
                NavigableMap<Long, Value> samples = new TreeMap<>();
                for (int row = 0; row < columns.size(); row++) {
                    samples.put(columns.timestamp(row), Value.of(columns, row));
                }
                found.put(series.labels().without("cluster"), samples);
            }
            if (!selection.warnings().isEmpty()) {
                throw new IllegalStateException("the store warns: " + selection.warnings());
            }
        }
        return found;
    }
}
