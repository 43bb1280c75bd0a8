package dev.tributary.aggregator.storage.head;

import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import dev.tributary.aggregator.storage.memory.BytePages;
import dev.tributary.aggregator.storage.memory.LongRecords;
import dev.tributary.model.SampleColumns;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GenerationTest {
    private final Generation generation = new Generation(1, new BytePages.Pool(4), new LongRecords.Pool(4));
    private final FloatStep step = new FloatStep();
    private final byte[] encoded = new byte[FloatStep.ROOM];

    private void append(int ref, long time, double value) {
        int chain = generation.find(ref, Generation.FLOATS);
        if (chain == 0) {
            chain = generation.start(ref, Generation.FLOATS, Long.MIN_VALUE);
        }
        generation.appendFloat(chain, time, Double.doubleToRawLongBits(value), step, encoded);
    }

    @Seeded(runs = 20)
    void everySeriesKeepsItsOwnSamples(Random random) {
        SampleColumns[] expected = new SampleColumns[300];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = new SampleColumns();
        }
        for (int i = 0; i < 30_000; i++) {
            int ref = random.nextInt(expected.length);
            long time = 1000L * i + random.nextInt(1000);
            double value = random.nextBoolean() ? random.nextInt(100) : random.nextDouble();
            expected[ref].add(time, value);
            append(ref, time, value);
        }
        ChainReader reader = new ChainReader(generation);
        for (int ref = 0; ref < expected.length; ref++) {
            requireSame(reader, ref, expected[ref], Long.MIN_VALUE, Long.MAX_VALUE);
            long from = 1000L * random.nextInt(-100, 31_000);
            requireSame(reader, ref, expected[ref], from, from + random.nextInt(20_000_000));
            long newest = expected[ref].timestamp(expected[ref].size() - 1);
            requireSame(reader, ref, expected[ref], newest, newest);
            requireSame(reader, ref, expected[ref], newest + 1, Long.MAX_VALUE);
        }
        assertThat(generation.samples()).isEqualTo(30_000);
    }

    /** Half of the samples late: then no restart may be used to leave older ones out. */
    @Seeded(runs = 20)
    void samplesOutOfOrderAreFoundInEveryRange(Random random) {
        TreeMap<Long, Double> expected = new TreeMap<>();
        for (int i = 0; i < 2000; i++) {
            long time = random.nextInt(5) == 0 ? random.nextInt(10_000) : 10_000L + i;
            if (expected.putIfAbsent(time, (double) i) == null) {
                append(3, time, i);
            }
        }
        ChainReader reader = new ChainReader(generation);
        for (int i = 0; i < 50; i++) {
            long from = random.nextInt(-10, 12_100);
            long to = from + random.nextInt(3000);
            SampleColumns found = new SampleColumns();
            reader.read(3, from, to, found);
            TreeMap<Long, Double> read = new TreeMap<>();
            IntStream.range(0, found.size()).forEach(row -> read.put(found.timestamp(row), found.value(row)));
            assertThat(read).isEqualTo(expected.subMap(from, true, to, true)).hasSize(found.size());
        }
    }

    private static void requireSame(ChainReader reader, int ref, SampleColumns all, long from, long to) {
        SampleColumns found = new SampleColumns();
        reader.read(ref, from, to, found);
        int at = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.timestamp(i) >= from && all.timestamp(i) <= to) {
                assertThat(found.timestamp(at)).isEqualTo(all.timestamp(i));
                assertThat(found.value(at)).isEqualTo(all.value(i));
                at++;
            }
        }
        assertThat(found.size()).isEqualTo(at);
    }

    @Test
    void aReaderBesideTheWriterMeetsWholeSamplesOnly() throws InterruptedException {
        AtomicBoolean done = new AtomicBoolean();
        AtomicReference<String> problem = new AtomicReference<>("");
        Thread reading = Thread.ofPlatform().start(() -> {
            ChainReader reader = new ChainReader(generation);
            SampleColumns found = new SampleColumns();
            int last = 0;
            while (!done.get() && problem.get().isEmpty()) {
                found.clear();
                reader.read(7, Long.MIN_VALUE, Long.MAX_VALUE, found);
                for (int i = 0; i < found.size(); i++) {
                    if (found.timestamp(i) != 15_000L * i || found.value(i) != Math.sqrt(i)) {
                        problem.set("sample " + i + " is " + found.timestamp(i) + " " + found.value(i));
                    }
                }
                if (found.size() < last) {
                    problem.set("samples vanished");
                }
                last = found.size();
                long from = 15_000L * Math.max(0, last - 10);
                found.clear();
                reader.read(7, from, Long.MAX_VALUE, found);
                for (int i = 0; i < found.size(); i++) {
                    if (found.timestamp(i) != from + 15_000L * i
                            || found.value(i) != Math.sqrt((double) (from / 15_000L + i))) {
                        problem.set("newest sample " + i + " is " + found.timestamp(i) + " " + found.value(i));
                    }
                }
            }
        });
        for (int i = 0; i < 50_000; i++) {
            append(7, 15_000L * i, Math.sqrt(i));
        }
        done.set(true);
        reading.join();
        assertThat(problem.get()).isEmpty();
    }

    @Test
    void memoryIsGivenBackWhenTheLastReaderLeaves() {
        append(1, 1000, 1);
        assertThat(generation.acquire()).isTrue();
        generation.release();
        assertThat(generation.bytes()).isGreaterThan(BytePages.PAGE_BYTES);
        generation.release();
        assertThat(generation.acquire()).isFalse();
        assertThat(generation.bytes()).isLessThan(BytePages.PAGE_BYTES);
    }
}
