package dev.tributary.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.compression.SnappyException;
import dev.tributary.wire.remotewrite.MalformedRemoteWriteException;
import dev.tributary.wire.remotewrite.RemoteWriteReader;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import dev.tributary.wire.remotewrite.RemoteWriteWriter;
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

/** One request of 2000 samples of known series, from the body to a filled batch. An operation is one sample. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class RemoteWriteBenchmark {
    private static final int BATCH = 2000;

    @Param({"V1", "V2"})
    RemoteWriteVersion version;

    private StoreUnderLoad load;
    private final RemoteWriteReader reader = new RemoteWriteReader();
    private byte[] body;
    private byte[] message;

    @Setup(Level.Trial)
    public void open() throws IOException, MalformedRemoteWriteException, SnappyException {
        load = new StoreUnderLoad();
        List<LabelSlices> labels = FleetLabels.slices(FleetLabels.series(BATCH));
        RemoteWriteWriter writer = new RemoteWriteWriter(version);
        long now = System.currentTimeMillis();
        for (int i = 0; i < BATCH; i++) {
            writer.series(labels.get(i));
            writer.sample(now, i * 1.25, 0);
        }
        message = writer.toMessage();
        body = SnappyBlock.compress(message);
        MetricBatch first = load.store.begin(StoreUnderLoad.WRITER);
        reader.read(version, message, 0, message.length, first);
        first.commit().toCompletableFuture().join();
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        load.close();
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public int decompress() throws SnappyException {
        return SnappyBlock.decompress(body, 0, body.length, message);
    }

    @Benchmark
    @OperationsPerInvocation(BATCH)
    public void decodeAndResolve() throws MalformedRemoteWriteException {
        MetricBatch batch = load.store.begin(StoreUnderLoad.WRITER);
        reader.read(version, message, 0, message.length, batch);
        batch.discard();
    }
}
