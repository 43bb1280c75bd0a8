package dev.tributary.aggregator.storage.head;

import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import dev.tributary.aggregator.storage.memory.BytePages;
import dev.tributary.aggregator.storage.memory.LongRecords;
import dev.tributary.model.SampleColumns;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GenerationTest {
    private final Generation generation = new Generation(1, new BytePages.Pool(4), new LongRecords.Pool(4));
    private final FloatStep step = new FloatStep();
    private final byte[] encoded = new byte[FloatStep.BYTES_MAX];

    private void append(int ref, long time, double value) {
        int chain = generation.find(ref, Generation.FLOATS);
        if (chain == 0) {
            chain = generation.start(ref, Generation.FLOATS, Long.MIN_VALUE);
        }
        step.set(generation.field(chain, Generation.LAST_TIME), generation.field(chain, Generation.LAST_STEP),
                generation.field(chain, Generation.LAST_BITS));
        long bits = Double.doubleToRawLongBits(value);
        int length = step.encode(time, bits, encoded);
        generation.append(chain, encoded, length, time, bits, step.step());
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
            SampleColumns found = new SampleColumns();
            reader.read(ref, Long.MIN_VALUE, Long.MAX_VALUE, found);
            assertThat(found.size()).isEqualTo(expected[ref].size());
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.timestamp(i)).isEqualTo(expected[ref].timestamp(i));
                assertThat(found.value(i)).isEqualTo(expected[ref].value(i));
            }
        }
        assertThat(generation.samples()).isEqualTo(30_000);
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
