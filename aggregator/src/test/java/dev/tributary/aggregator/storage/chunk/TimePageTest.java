package dev.tributary.aggregator.storage.chunk;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.model.SampleColumns;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TimePageTest {
    private static SampleColumns randomTimes(Random random) {
        SampleColumns samples = new SampleColumns();
        long time = 1_773_000_000_000L + random.nextInt(15_000);
        int count = random.nextInt(1, 300);
        for (int i = 0; i < count; i++) {
            samples.add(time, 0);
            time += random.nextInt(5) == 0 ? 1 + random.nextInt(100_000) : 15_000;
        }
        return samples;
    }

    private static TimePage page(TimeColumns columns, int page) {
        ByteWriter out = new ByteWriter(16);
        columns.encodePage(page, out);
        return new TimePage(Bytes.withSlack(out.bytes(), out.size()), out.size());
    }

    @Seeded
    void everyColumnIsFoundByItsNumber(Random random) {
        TimeColumns columns = new TimeColumns();
        List<SampleColumns> written = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            SampleColumns samples = i > 0 && random.nextBoolean()
                    ? written.get(random.nextInt(i))
                    : randomTimes(random);
            written.add(samples);
            numbers.add(columns.number(samples, 0, samples.size()));
        }
        for (int i = 0; i < 150; i++) {
            int number = numbers.get(i);
            TimePage page = page(columns, number / TimePage.COLUMNS_MAX);
            long[] times = page.column(number % TimePage.COLUMNS_MAX);
            assertThat(times).hasSize(written.get(i).size());
            for (int row = 0; row < times.length; row++) {
                assertThat(times[row]).isEqualTo(written.get(i).timestamp(row));
            }
        }
    }

    @Test
    void equalTimesShareAColumn() {
        TimeColumns columns = new TimeColumns();
        SampleColumns samples = randomTimes(new Random(1));
        SampleColumns same = new SampleColumns();
        for (int i = 0; i < samples.size(); i++) {
            same.add(samples.timestamp(i), i);
        }
        assertThat(columns.number(samples, 0, samples.size())).isZero();
        assertThat(columns.number(same, 0, same.size())).isZero();
        assertThat(columns.number(randomTimes(new Random(2)), 0, 1)).isEqualTo(1);
        assertThat(columns.pages()).isEqualTo(1);
    }

    @Seeded(runs = 20)
    void everyCutIsRefused(Random random) {
        TimeColumns columns = new TimeColumns();
        for (int i = 0; i < 3; i++) {
            SampleColumns samples = randomTimes(random);
            columns.number(samples, 0, Math.min(30, samples.size()));
        }
        ByteWriter out = new ByteWriter(16);
        columns.encodePage(0, out);
        Bytes.assertEveryCutIsRefused(out.toArray(), in -> {
            TimePage page = new TimePage(in.bytes(), in.remaining());
            for (int i = 0; i < page.columns(); i++) {
                page.column(i);
            }
        });
    }

    @Test
    void aColumnThatIsNotThereIsRefused() {
        TimeColumns columns = new TimeColumns();
        SampleColumns samples = randomTimes(new Random(1));
        columns.number(samples, 0, samples.size());
        TimePage page = page(columns, 0);
        assertThatThrownBy(() -> page.column(1)).isInstanceOf(CorruptDataException.class);
    }
}
