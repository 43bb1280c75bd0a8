package dev.tributary.aggregator.storage.chunk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files of every stored format version, kept so that what was written once stays readable. A new version adds files; those
 * here never change. {@link #main} writes the files of the present version into a folder.
 */
class FormatFixturesTest {
    private static final long T0 = 1_773_000_000_000L;

    private static SampleColumns floats() {
        SampleColumns samples = new SampleColumns();
        for (int i = 0; i < 100; i++) {
            samples.add(T0 + 15_000L * i + (i == 40 ? 7 : 0), (1000 + i * i) / 100.0);
        }
        samples.add(T0 + 1_500_000, StaleMarker.VALUE);
        samples.add(T0 + 1_515_000, -0.0);
        return samples;
    }

    private static SampleColumns irregular() {
        SampleColumns samples = new SampleColumns();
        for (int i = 1; i <= 40; i++) {
            samples.add(T0 + 1000L * i * i, Math.sqrt(i));
            samples.startOfLast(i < 20 ? T0 : T0 + 400_000);
        }
        return samples;
    }

    private static SampleColumns histograms() {
        SampleColumns samples = new SampleColumns();
        for (int i = 0; i < 30; i++) {
            samples.add(T0 + 15_000L * i, NativeHistogram.builder().integer(true).schema(3).zero(1e-128, i)
                    .count(4.0 * i).sum(i / 10.0).positive(new int[]{-3, 1, 2, 1}, new double[]{i, 1.0 * i})
                    .negative(new int[]{0, 1}, new double[]{i}).build());
        }
        return samples;
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = FormatFixturesTest.class.getResourceAsStream("/format/" + name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }

    private static void assertChunk(String name, int column, SampleColumns expected) throws IOException {
        byte[] page = read("times-v1.bin");
        long[] times = new TimePage(Bytes.withSlack(page, page.length), page.length).column(column);
        byte[] chunk = read(name);
        ChunkCodec codec = new ChunkCodec();
        codec.open(Bytes.withSlack(chunk, chunk.length), chunk.length);
        assertThat(codec.timeColumn()).isEqualTo(column);
        SampleColumns found = new SampleColumns();
        codec.decode(times, Long.MIN_VALUE, Long.MAX_VALUE, found);
        assertThat(Arrays.copyOf(found.timestamps(), found.size()))
                .isEqualTo(Arrays.copyOf(expected.timestamps(), expected.size()));
        for (int i = 0; i < expected.size(); i++) {
            assertThat(Double.doubleToRawLongBits(found.value(i)))
                    .isEqualTo(Double.doubleToRawLongBits(expected.value(i)));
            assertThat(found.start(i)).isEqualTo(expected.start(i));
            assertThat(found.histogram(i)).isEqualTo(expected.histogram(i));
        }
    }

    @Test
    void versionOneIsReadable() throws IOException {
        assertChunk("chunk-v1-decimals.bin", 0, floats());
        assertChunk("chunk-v1-starts.bin", 1, irregular());
        assertChunk("chunk-v1-histograms.bin", 2, histograms());
    }

    /** Writes the files of the present version into the folder given. */
    public static void main(String[] folder) throws IOException {
        Path into = Path.of(folder[0]);
        TimeColumns times = new TimeColumns();
        write(into.resolve("chunk-v1-decimals.bin"), floats(), times);
        write(into.resolve("chunk-v1-starts.bin"), irregular(), times);
        write(into.resolve("chunk-v1-histograms.bin"), histograms(), times);
        ByteWriter page = new ByteWriter(256);
        times.encodePage(0, page);
        Files.write(into.resolve("times-v1.bin"), page.toArray());
    }

    private static void write(Path file, SampleColumns samples, TimeColumns times) throws IOException {
        ByteWriter chunk = new ByteWriter(256);
        new ChunkCodec().encode(samples, 0, samples.size(), times.number(samples, 0, samples.size()), chunk);
        Files.write(file, chunk.toArray());
    }
}
