package dev.tributary.aggregator.storage.chunk;

import java.util.Arrays;
import java.util.Random;

import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ChunkCodecTest {
    private static final long T0 = 1_773_000_000_000L;

    private final ChunkCodec codec = new ChunkCodec();

    private byte[] encode(SampleColumns samples) {
        ByteWriter out = new ByteWriter(16);
        codec.encode(samples, 0, samples.size(), 7, out);
        return out.toArray();
    }

    private SampleColumns decode(byte[] chunk, long[] times, long min, long max) {
        SampleColumns decoded = new SampleColumns();
        decoded.add(1, 1);
        codec.open(Bytes.withSlack(chunk, chunk.length), chunk.length);
        codec.decode(times, min, max, decoded);
        decoded.retain(1, decoded.size());
        return decoded;
    }

    private static long[] times(SampleColumns samples) {
        return Arrays.copyOf(samples.timestamps(), samples.size());
    }

    private static void assertSame(SampleColumns found, SampleColumns expected, int from, int to) {
        assertThat(found.size()).isEqualTo(to - from);
        for (int i = from; i < to; i++) {
            assertThat(found.timestamp(i - from)).isEqualTo(expected.timestamp(i));
            assertThat(found.start(i - from)).isEqualTo(expected.start(i));
            assertThat(found.histogram(i - from)).isEqualTo(expected.histogram(i));
            assertThat(Double.doubleToRawLongBits(found.value(i - from)))
                    .isEqualTo(Double.doubleToRawLongBits(expected.value(i)));
        }
    }

    static SampleColumns randomChunk(Random random, int count) {
        SampleColumns samples = new SampleColumns();
        boolean histograms = random.nextInt(3) == 0;
        boolean starts = random.nextInt(3) == 0;
        boolean integer = random.nextBoolean();
        double[] values = ValueColumnTest.randomValues(random, count);
        long time = T0 + random.nextInt(1_000_000);
        for (int i = 0; i < count; i++) {
            if (histograms) {
                samples.add(time, histogram(random, integer, i));
            } else {
                samples.add(time, values[i]);
            }
            if (starts && random.nextInt(4) > 0) {
                samples.startOfLast(T0 - 1000);
            }
            time += 15_000 + (random.nextInt(20) == 0 ? random.nextInt(30) : 0);
        }
        return samples;
    }

    private static NativeHistogram histogram(Random random, boolean integer, int step) {
        double[] positive = {step, 2.0 * step, 5 + step};
        double[] negative = {integer ? 1 : 0.5};
        double count = 8.0 + 4 * step + negative[0];
        return NativeHistogram.builder().integer(integer).schema(3).zero(1e-128, 3).count(count)
                .sum(random.nextDouble()).positive(new int[]{-2, 2, 4, 1}, positive)
                .negative(new int[]{1, 1}, negative).build();
    }

    @Seeded
    void whatWasWrittenIsRead(Random random) {
        SampleColumns samples = randomChunk(random, random.nextInt(1, 300));
        byte[] chunk = encode(samples);
        assertSame(decode(chunk, times(samples), Long.MIN_VALUE, Long.MAX_VALUE), samples, 0, samples.size());
        assertThat(codec.count()).isEqualTo(samples.size());
        assertThat(codec.timeColumn()).isEqualTo(7);
    }

    @Seeded
    void aRangeIsCutOut(Random random) {
        SampleColumns samples = randomChunk(random, random.nextInt(1, 300));
        int from = random.nextInt(samples.size());
        int to = random.nextInt(from, samples.size());
        SampleColumns found = decode(encode(samples), times(samples), samples.timestamp(from), samples.timestamp(to));
        assertSame(found, samples, from, to + 1);
    }

    @Seeded(runs = 20)
    void everyCutIsRefused(Random random) {
        SampleColumns samples = randomChunk(random, 20);
        byte[] chunk = encode(samples);
        Bytes.assertEveryCutIsRefused(chunk, in -> {
            codec.open(in.bytes(), in.remaining());
            codec.decode(times(samples), Long.MIN_VALUE, Long.MAX_VALUE, new SampleColumns());
        });
    }

    @Seeded
    void damageIsRefusedOrReadAsOtherSamplesButNeverMore(Random random) {
        SampleColumns samples = randomChunk(random, 60);
        byte[] chunk = encode(samples);
        chunk[random.nextInt(chunk.length)] ^= (byte) (1 << random.nextInt(8));
        try {
            assertThat(decode(chunk, times(samples), Long.MIN_VALUE, Long.MAX_VALUE).size()).isEqualTo(60);
        } catch (CorruptDataException e) {
            assertThat(e).hasMessageMatching(".+");
        }
    }

    @Test
    void anotherTimeColumnIsRefused() {
        SampleColumns samples = randomChunk(new Random(1), 20);
        byte[] chunk = encode(samples);
        long[] times = times(samples);
        assertThatThrownBy(() -> decode(chunk, Arrays.copyOf(times, 19), 0, Long.MAX_VALUE))
                .isInstanceOf(CorruptDataException.class);
        times[19]++;
        assertThatThrownBy(() -> decode(chunk, times, 0, Long.MAX_VALUE)).isInstanceOf(CorruptDataException.class);
    }

    @Test
    void aChunkHoldsOneKindAndOneShape() {
        Random random = new Random(1);
        SampleColumns samples = new SampleColumns();
        samples.add(1, 1);
        samples.add(2, 2);
        samples.add(3, histogram(random, true, 1));
        samples.add(4, histogram(random, true, 2));
        samples.add(5, histogram(random, false, 3));
        samples.add(6, 3);
        assertThat(ChunkCodec.end(samples, 0)).isEqualTo(2);
        assertThat(ChunkCodec.end(samples, 2)).isEqualTo(4);
        assertThat(ChunkCodec.end(samples, 4)).isEqualTo(5);
        assertThat(ChunkCodec.end(samples, 5)).isEqualTo(6);
    }

    @Test
    void aLaterVersionIsRefused() {
        byte[] chunk = encode(randomChunk(new Random(1), 5));
        chunk[0]++;
        assertThatThrownBy(() -> codec.open(chunk, chunk.length)).isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("version 2");
    }
}
