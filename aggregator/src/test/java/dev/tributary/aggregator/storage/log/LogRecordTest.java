package dev.tributary.aggregator.storage.log;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import dev.tributary.aggregator.storage.chunk.Bytes;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.aggregator.storage.series.SeriesFixture;
import dev.tributary.aggregator.storage.series.SeriesLimitException;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.testkit.Seeded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LogRecordTest {
    @TempDir
    Path folder;
    private SeriesFixture fixture;
    private LogRecord codec;

    @BeforeEach
    void open() throws SeriesLimitException {
        fixture = new SeriesFixture(folder);
        for (String cluster : new String[]{"east", "west"}) {
            ClusterSeries series = fixture.catalog.findOrCreate(new ClusterId(cluster));
            for (int i = 0; i < 50; i++) {
                fixture.create(series, Labels.of("__name__", "m", "i", "" + i));
            }
        }
        codec = new LogRecord(fixture.catalog);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static SampleRows randomRows(Random random, int count) {
        SampleRows rows = new SampleRows();
        long time = 1_773_000_000_000L;
        boolean histograms = random.nextBoolean();
        boolean starts = random.nextBoolean();
        for (int i = 0; i < count; i++) {
            int ref = random.nextInt(3) == 0 ? random.nextInt(100) : i % 100;
            time += random.nextInt(5) == 0 ? random.nextInt(-1000, 1000) : 0;
            if (histograms && random.nextInt(4) == 0) {
                int offset = rows.side().size();
                rows.side().putBytes(new byte[random.nextInt(30)]);
                rows.addHistogram(ref, time, offset);
            } else {
                rows.add(ref, time, Double.doubleToRawLongBits(value(random)));
            }
            if (starts && random.nextBoolean()) {
                rows.startOfLast(time - random.nextInt(100_000));
            }
        }
        return rows;
    }

    private static double value(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> random.nextInt();
            case 2 -> random.nextInt(100_000) / 100.0;
            case 3 -> Double.longBitsToDouble(random.nextLong());
            default -> (double) (random.nextLong() >> 9);
        };
    }

    private byte[] encode(SampleRows rows) {
        ByteWriter out = new ByteWriter(16);
        codec.encode(rows, out);
        return out.toArray();
    }

    @Seeded
    void everyRowIsReadBack(Random random) {
        SampleRows rows = randomRows(random, random.nextInt(1, 400));
        byte[] record = encode(rows);
        SampleRows read = new SampleRows();
        codec.decode(record, record.length, read);
        assertThat(read.size()).isEqualTo(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            assertThat(read.ref(row)).isEqualTo(rows.ref(row));
            assertThat(read.time(row)).isEqualTo(rows.time(row));
            assertThat(read.start(row)).isEqualTo(rows.start(row));
            assertThat(read.isHistogram(row)).isEqualTo(rows.isHistogram(row));
            assertThat(read.bits(row)).isEqualTo(rows.bits(row));
        }
        assertThat(read.side().toArray()).isEqualTo(rows.side().toArray());
    }

    @Seeded(runs = 20)
    void everyCutIsRefused(Random random) {
        byte[] record = encode(randomRows(random, 40));
        Bytes.assertEveryCutIsRefused(record, in -> codec.decode(in.bytes(), in.remaining(), new SampleRows()));
    }

    @Test
    void rowsOfSeriesNoLongerKnownAreLeftOut() throws SeriesLimitException {
        SampleRows rows = new SampleRows();
        rows.add(3, 1000, 1);
        int unwritten = fixture.create(fixture.catalog.findOrCreate(new ClusterId("gone")), Labels.of("__name__", "m"));
        byte[] before = encode(rows);
        rows.add(unwritten, 1000, 2);
        byte[] record = encode(rows);
        assertThat(record.length).isGreaterThan(before.length);
        SampleRows read = new SampleRows();
        LogRecord elsewhere = new LogRecord(new SeriesCatalog(1, fixture.catalog.rows(), 1));
        elsewhere.decode(record, record.length, read);
        assertThat(read.size()).isZero();
    }

    @Test
    void aScrapeOfCountersTakesFewBytes() {
        SampleRows rows = new SampleRows();
        for (int i = 0; i < 100; i++) {
            rows.add(i, 1_773_000_000_000L, Double.doubleToRawLongBits(1000.0 * i));
        }
        assertThat(encode(rows).length).isLessThan(100 * 3 + 40);
        assertThat(Arrays.copyOf(encode(rows), 2)).isEqualTo(new byte[]{1, 100});
    }
}
