package dev.tributary.aggregator.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksMemory;
import dev.tributary.aggregator.storage.settings.StorageOptions;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.FakeClock;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A whole store as each format version wrote it, with chunks of two days, an unflushed log, exemplars, metadata and (since
 * version 2) a deletion, opens and answers. The files never change; {@link #main} writes that of the present version.
 */
class StoreVersionsTest {
    private static final long T0 = StoreFixture.NOW.toEpochMilli();
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final Labels REQUESTS = Labels.of("__name__", "requests_total", "path", "/a");
    private static final Labels LATENCY = Labels.of("__name__", "latency_seconds", "path", "/a");
    private static final Labels DELETED = Labels.of("__name__", "deleted", "path", "/a");
    private static final Exemplar EXEMPLAR = new Exemplar(Labels.of("trace_id", "t1"), 0.5, T0 - 1000);
    private static final MetricMetadata METADATA = new MetricMetadata("requests", MetricType.COUNTER, "Requests.", "");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aStoreOfThisVersionOpensAndTakesMore(int version) throws IOException {
        unpack("/format/store-v" + version + ".zip", folder);
        try (StoreFixture fixture = new StoreFixture(folder)) {
            assertAnswers(fixture.store);
            if (version >= 2) {
                assertThat(read(fixture.store, "east", DELETED, 0, T0).size()).isEqualTo(1);
            }
            writer(fixture.store, "east").sample(REQUESTS, T0 + 60_000, 99).commit();
            fixture.store.flush();
            fixture.restart();
            assertAnswers(fixture.store);
            assertThat(read(fixture.store, "east", REQUESTS, T0 + 60_000, T0 + 60_000).size()).isEqualTo(1);
        }
    }

    @Test
    void aStoreOfALaterVersionIsRefusedInWords() {
        new StoreFixture(folder).close();
        try (RocksDatabase database = RocksDatabase.open(folder.resolve("metrics"),
                new RocksMemory(16 << 20, 8 << 20))) {
            RawBatch batch = new RawBatch(64);
            batch.put(database.family("meta"), new byte[]{0}, new byte[]{StoreFormat.VERSION + 1});
            database.write(batch, true);
        }
        assertThatThrownBy(() -> new StoreFixture(folder)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("has format version " + (StoreFormat.VERSION + 1))
                .hasMessageContaining("use the newer program");
    }

    private static void assertAnswers(MetricStore store) {
        for (String cluster : List.of("east", "west")) {
            SampleColumns floats = read(store, cluster, REQUESTS, 0, T0);
            assertThat(floats.size()).isEqualTo(61);
            for (int i = 0; i < 60; i++) {
                assertThat(floats.timestamp(i)).isEqualTo(T0 - DAY + (i < 40 ? 0 : DAY - 60_000) + 1000L * i);
                assertThat(floats.value(i)).isEqualTo(i * 2.5);
                assertThat(floats.start(i)).isEqualTo(T0 - DAY);
            }
            assertThat(Double.doubleToRawLongBits(floats.value(60))).isEqualTo(StaleMarker.BITS);
            SampleColumns histograms = read(store, cluster, LATENCY, 0, T0);
            assertThat(histograms.size()).isEqualTo(10);
            for (int i = 0; i < 10; i++) {
                assertThat(histograms.histogram(i)).isEqualTo(histogram(i));
            }
            assertThat(store.exemplars(query(cluster, REQUESTS, 0, T0)).getFirst().exemplars())
                    .containsExactly(EXEMPLAR);
        }
        assertThat(store.metadata("requests")).containsExactly(METADATA);
    }

    private static SeriesQuery query(String cluster, Labels labels, long from, long to) {
        List<Matcher> matchers = new ArrayList<>();
        labels.with("cluster", cluster).forEach((name, value) -> matchers.add(Matcher.equal(name, value)));
        return new SeriesQuery(matchers, from, to, 0);
    }

    private static SampleColumns read(MetricStore store, String cluster, Labels labels, long from, long to) {
        SampleColumns columns = new SampleColumns();
        try (SeriesSelection found = store.select(query(cluster, labels, from, to))) {
            for (StoredSeries series : found.series()) {
                series.read(from, to, columns);
            }
            assertThat(found.warnings()).isEmpty();
        }
        return columns;
    }

    private static NativeHistogram histogram(int i) {
        return NativeHistogram.builder().integer(true).schema(2).zero(1e-100, 1).count(1 + 2.0 * i).sum(i / 4.0)
                .positive(new int[]{-1, 1, 2, 1}, new double[]{i, i}).build();
    }

    private static TestWriter writer(MetricStore store, String cluster) {
        return new TestWriter(store, new WriterIdentity(new ClusterId(cluster), false));
    }

    private static void unpack(String resource, Path into) throws IOException {
        try (InputStream in = StoreVersionsTest.class.getResourceAsStream(resource)) {
            assertThat(in).as(resource).isNotNull();
            ZipInputStream zip = new ZipInputStream(in);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = into.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    /** Writes a store into the zip file named, not closing it, as a crash leaves it. */
    static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("store");
        MetricStore store = new MetricStore(StorageOptions.of(folder).withCacheBytes(16 << 20),
                new FakeClock(StoreFixture.NOW), new Random(7));
        store.start();
        for (String cluster : List.of("east", "west")) {
            TestWriter writer = writer(store, cluster);
            for (int i = 0; i < 40; i++) {
                writer.sample(REQUESTS, T0 - DAY + 1000L * i, i * 2.5, T0 - DAY);
            }
            writer.metadata(METADATA).exemplar(REQUESTS, EXEMPLAR).commit();
            store.flush();
            for (int i = 40; i < 60; i++) {
                writer.sample(REQUESTS, T0 - 60_000 + 1000L * i, i * 2.5, T0 - DAY);
            }
            for (int i = 0; i < 10; i++) {
                writer.histogram(LATENCY, T0 - 10_000 + 1000L * i, histogram(i));
            }
            writer.commit();
            store.flush();
            writer.sample(REQUESTS, T0, StaleMarker.VALUE).commit();
        }
        writer(store, "east").sample(DELETED, T0 - 2000, 1).sample(DELETED, T0 - 1000, 2).commit();
        store.deleteSeries(query("east", DELETED, 0, 0).matchers(), 0, T0 - 2000);
        pack(folder.resolve("metrics"), Path.of(arguments[0]));
        Runtime.getRuntime().halt(0);
    }

    private static void pack(Path folder, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.list(folder)) {
            for (Path each : files.sorted().toList()) {
                if (Files.isRegularFile(each) && !each.getFileName().toString().startsWith("LOG")) {
                    zip.putNextEntry(new ZipEntry("metrics/" + each.getFileName()));
                    Files.copy(each, zip);
                    zip.closeEntry();
                }
            }
        }
    }
}
