package dev.tributary.benchmarks;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.tributary.aggregator.storage.chunk.ChunkCodec;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.model.SampleColumns;
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
import org.openjdk.jmh.annotations.Warmup;

/** Encoding and decoding of one stored chunk of 480 samples, two hours at 15 s. An operation is one sample. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ChunkBenchmark {
    private static final int COUNT = 480;

    /** Kinds of values, each of which the codec stores in another form. */
    public enum Value {
        CONSTANT, COUNTER, DECIMALS, DOUBLES
    }

    @Param({"CONSTANT", "COUNTER", "DECIMALS", "DOUBLES"})
    Value value;

    private final ChunkCodec codec = new ChunkCodec();
    private final SampleColumns samples = new SampleColumns(COUNT);
    private final SampleColumns decoded = new SampleColumns(2 * COUNT);
    private final ByteWriter out = new ByteWriter(16 * COUNT);
    private long[] times;
    private byte[] chunk;

    @Setup(Level.Trial)
    public void encodeOnce() {
        Random random = new Random(7);
        double number = 1000;
        for (int i = 0; i < COUNT; i++) {
            number = switch (value) {
                case CONSTANT -> 1000;
                case COUNTER -> number + random.nextInt(200);
                case DECIMALS -> Math.round(1000 * random.nextDouble()) / 100.0;
                case DOUBLES -> random.nextDouble();
            };
            samples.add(1_760_000_000_000L + 15_000L * i, number);
        }
        times = Arrays.copyOf(samples.timestamps(), COUNT);
        encode();
        chunk = Arrays.copyOf(out.bytes(), out.size() + 8);
        System.out.printf("%s: %.2f bytes a sample%n", value, (double) out.size() / COUNT);
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int encode() {
        out.clear();
        codec.encode(samples, 0, COUNT, 0, out);
        return out.size();
    }

    @Benchmark
    @OperationsPerInvocation(COUNT)
    public int decode() {
        decoded.clear();
        codec.open(chunk, chunk.length - 8);
        codec.decode(times, Long.MIN_VALUE, Long.MAX_VALUE, decoded);
        return decoded.size();
    }
}
