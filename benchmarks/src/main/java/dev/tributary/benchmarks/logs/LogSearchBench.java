package dev.tributary.benchmarks.logs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.OperatingSystemMXBean;
import dev.tributary.aggregator.storage.logs.LogStore;
import dev.tributary.aggregator.storage.logs.settings.LogOptions;
import dev.tributary.logql.EngineOptions;
import dev.tributary.logql.LogqlEngine;
import dev.tributary.logql.LogqlResult;
import dev.tributary.logql.QueryOptions;
import dev.tributary.model.ClusterId;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.port.LogBatch;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;

/**
 * Stores a day of lines, writes the same lines to one file for the shell's tools, and asks LogQL for them, before and after
 * small blocks are merged. Arguments: folder, MiB of lines, streams.
 */
public final class LogSearchBench {
    private static final Instant DAY = Instant.parse("2026-03-10T00:00:00Z");
    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final int BATCH_LINES = 5_000;
    private static final int REPEATS = 5;

    private LogSearchBench() {
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        long bytesMax = Long.parseLong(arguments[1]) << 20;
        int streams = Integer.parseInt(arguments[2]);
        AtomicReference<Instant> now = new AtomicReference<>(DAY.plus(Duration.ofDays(1)).minusSeconds(1));
        try (LogStore store = new LogStore(LogOptions.of(folder.resolve("store")), now::get, new Random(1))) {
            store.start();
            ingest(store, folder.resolve("lines.log"), bytesMax, streams);
            disk(store, bytesMax);
            query(store);
            long cpuBefore = cpuNanos();
            long wallBefore = System.nanoTime();
            now.set(DAY.plus(Duration.ofDays(1)));
            store.merge();
            System.out.printf("merge: %d blocks into %d, %.1f CPU s, %.1f s%n", store.stats().blocksMerged(),
                    store.stats().blocksOfMerging(), (cpuNanos() - cpuBefore) / 1e9,
                    (System.nanoTime() - wallBefore) / 1e9);
            if (store.stats().blocksMerged() > 0) {
                disk(store, bytesMax);
                query(store);
            }
        }
    }

    private static void disk(LogStore store, long bytes) {
        long disk = store.stats().diskBytes();
        LogQuery all = new LogQuery(List.of(), 0, Long.MAX_VALUE, 0);
        try (LogSelection selection = store.select(all)) {
            System.out.printf("disk: %.1f MB, %.4f bytes per raw byte, %d blocks of %d streams%n", disk / 1e6,
                    (double) disk / bytes, selection.streams().stream().mapToLong(one -> one.stats().blocks()).sum(),
                    selection.streams().size());
        }
    }

    private static void ingest(LogStore store, Path file, long bytesMax, int streams) throws IOException {
        int batchLines = Math.min(BATCH_LINES, (int) (bytesMax / 150 / streams / 4));
        LogLines lines = new LogLines(42);
        byte[][] batch = new byte[batchLines][];
        long start = DAY.getEpochSecond() * 1_000_000_000L;
        long step = DAY_NANOS / (bytesMax / 150);
        long bytes = 0;
        long count = 0;
        long cpu = 0;
        long wall = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            while (bytes < bytesMax) {
                int stream = (int) (count / batchLines % streams);
                for (int i = 0; i < batchLines; i++) {
                    batch[i] = lines.line(stream, start + (count + i) * step);
                    bytes += batch[i].length;
                    out.write(batch[i]);
                    out.write('\n');
                }
                long cpuBefore = cpuNanos();
                long wallBefore = System.nanoTime();
                write(store, stream, batch, start + count * step, step);
                cpu += cpuNanos() - cpuBefore;
                wall += System.nanoTime() - wallBefore;
                count += batchLines;
            }
        }
        long cpuBefore = cpuNanos();
        long wallBefore = System.nanoTime();
        store.flush();
        cpu += cpuNanos() - cpuBefore;
        wall += System.nanoTime() - wallBefore;
        System.out.printf("ingest: %d lines, %.0f MB raw, %.1f CPU s, %.1f s: %.0f MB and %.0f lines per CPU s%n",
                count,
                bytes / 1e6, cpu / 1e9, wall / 1e9, bytes / 1e6 / (cpu / 1e9), count / (cpu / 1e9));
    }

    private static void write(LogStore store, int stream, byte[][] lines, long start, long step) {
        LogBatch batch = begin(store);
        LabelSlices labels = new LabelSlices();
        labels.set(LogLines.stream(stream));
        batch.stream(labels);
        LabelSlices level = new LabelSlices();
        level.set(Labels.of("detected_level", "info"));
        for (int i = 0; i < lines.length; i++) {
            batch.entry(start + i * step, lines[i], 0, lines[i].length, level);
        }
        if (!batch.commit().toCompletableFuture().join().complete()) {
            throw new IllegalStateException("lines were refused");
        }
    }

    /** Waits as a sender does that is told to come again. */
    private static LogBatch begin(LogStore store) {
        while (true) {
            try {
                return store.begin(new WriterIdentity(new ClusterId("east"), false));
            } catch (WriteRefusedException e) {
                LockSupport.parkNanos(20_000_000);
            }
        }
    }

    private static void query(LogStore store) {
        LogqlEngine engine = new LogqlEngine(EngineOptions.DEFAULT);
        String all = "{cluster=\"east\"}";
        for (String query : new String[]{"sum(count_over_time(" + all + " |= \"4cb7d20c35a5b2f1\" [24h]))",
                "sum(count_over_time(" + all + " |= \"connection refused by upstream\" [24h]))",
                "sum(count_over_time(" + all + " |= \"ledger\" [24h]))",
                "sum(count_over_time(" + all + " |= \"error\" [24h]))",
                "sum(count_over_time(" + all + " |~ \"(?i)4CB7D20C35A5B2F1\" [24h]))",
                "sum(count_over_time(" + all + " |~ \"(?i)Connection Refused by upstream\" [24h]))",
                "sum(count_over_time(" + all + " |~ \"(?i)error\" [24h]))",
                "sum(count_over_time(" + all + " |~ \"4cb7d20c35a5b2f1|77a1f03b9d5c2e64\" [24h]))",
                "sum(count_over_time(" + all + " |~ \"(refused|reset) by upstream.*retry\" [24h]))",
                "sum by (app) (rate(" + all + "[24h]))"}) {
            long best = Long.MAX_VALUE;
            LogqlResult result = null;
            for (int i = 0; i < REPEATS; i++) {
                long before = System.nanoTime();
                result = engine.instant(store, query, DAY.getEpochSecond() * 1_000_000_000L + DAY_NANOS - 1,
                        QueryOptions.DEFAULT);
                best = Math.min(best, System.nanoTime() - before);
            }
            System.out.printf("%8.1f ms  %s%n             %s%n", best / 1e6, query,
                    result == null ? "" : result.value());
        }
        System.out.printf("blocks opened %d, skipped %d%n", store.stats().blocksOpened(),
                store.stats().blocksSkipped());
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
