package dev.tributary.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.WriteReport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Batches of 2000 samples of known series. An operation is one sample, so whatever is allocated per batch shows as a small
 * part of a byte per operation, and a single object per sample would show as 16 bytes or more.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class AppendBenchmark {
    private static final int BATCH = 2000;

    @Param({"20000", "200000"})
    int series;

    private StoreUnderLoad load;
    private List<LabelSlices> labels;
    private int next;
    private long time;

    @Setup(Level.Trial)
    public void open() throws IOException {
        load = new StoreUnderLoad();
        labels = FleetLabels.slices(FleetLabels.series(series));
        time = System.currentTimeMillis() - 3_600_000;
        for (int i = 0; i < series; i += BATCH) {
            appendAndCommit();
        }
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        load.close();
    }

    private MetricBatch fill() {
        MetricBatch batch = load.store.begin(StoreUnderLoad.WRITER);
        for (int i = 0; i < BATCH; i++) {
            batch.series(labels.get(next + i));
            batch.sample(time, next + i, 0);
        }
        next += BATCH;
        if (next >= series) {
            next = 0;
            // Real time passes slower than this loop; a millisecond a scrape keeps samples within the future limit.
            time++;
        }
        return batch;
    }

    /** Finding the series and collecting the samples, without log and head. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void resolve() {
        fill().discard();
    }

    /** The whole way: find, collect, encode, log, append. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public WriteReport appendAndCommit() {
        return fill().commit().toCompletableFuture().join();
    }
}
