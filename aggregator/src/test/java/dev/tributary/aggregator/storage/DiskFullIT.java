package dev.tributary.aggregator.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;

import dev.tributary.aggregator.storage.settings.StorageOptions;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static dev.tributary.aggregator.storage.SmallDisk.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** A small file system of its own is filled up to its end and emptied again. */
class DiskFullIT {
    private static final Labels UP = Labels.of("__name__", "up");

    @TempDir
    Path folder;
    private SmallDisk disk;
    private final Random random = new Random(3);
    private long time;
    private long acknowledged;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(folder.resolve("disk"));
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.unmount();
        }
    }

    private StoreFixture open(long freeMin) {
        StoreFixture fixture = new StoreFixture(disk.folder().resolve("store"));
        StorageOptions options = fixture.options.withDiskFreeMin(freeMin).withFlush(Duration.ofHours(2), 50_000);
        fixture.restart(options);
        time = fixture.clock.millis() - Duration.ofHours(12).toMillis();
        return fixture;
    }

    /** Writes a thousand samples; false with the refusal seen when the store takes none. */
    private boolean write(MetricStore store) {
        try {
            TestWriter writer = new TestWriter(store, new WriterIdentity(new ClusterId("east"), false));
            for (int i = 0; i < 1000; i++) {
                writer.sample(UP, time + i, random.nextDouble());
            }
            // What is refused is sent again with other values, so it must not be stored in part.
            writer.batch().commit().toCompletableFuture().join();
            time += 1000;
            acknowledged += 1000;
            return true;
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(WriteRefusedException.class);
            return false;
        } catch (WriteRefusedException e) {
            assertThat(e.retryAfter()).isPositive();
            assertThat(e).hasMessageContaining("full");
            return false;
        }
    }

    private static long count(MetricStore store) {
        SampleColumns columns = new SampleColumns();
        try (SeriesSelection all = store.select(new SeriesQuery(List.of(), 0, Long.MAX_VALUE, 0))) {
            all.series().forEach(series -> series.read(0, Long.MAX_VALUE, columns));
        }
        return columns.size();
    }

    @Test
    void writesAreRefusedBeforeTheDiskIsFullAndTakenWhenThereIsSpaceAgain() throws Exception {
        Path ballast = disk.ballast();
        try (StoreFixture fixture = open(16 << 20)) {
            MetricStore store = fixture.store;
            assertThat(write(store)).isTrue();
            Files.write(ballast, new byte[24 << 20]);
            eventually("writes are refused", () -> !write(store));
            assertThat(store.stats().diskFull()).isTrue();
            assertThat(count(store)).isEqualTo(acknowledged);
            store.flush();
            assertThat(count(store)).isEqualTo(acknowledged);
            Files.delete(ballast);
            eventually("writes are taken", () -> write(store));
            assertThat(store.stats().diskFull()).isFalse();
            assertThat(count(store)).isEqualTo(acknowledged);
        }
    }

    @Test
    void aDiskThatIsFullToItsLastByteLosesNothingAcknowledged() throws Exception {
        Path ballast = disk.ballast();
        try (StoreFixture fixture = open(0)) {
            MetricStore store = fixture.store;
            assertThat(write(store)).isTrue();
            disk.fill();
            // The log has reserved some space for itself: more than the whole disk could hold is refused for sure.
            int taken = 0;
            while (write(store)) {
                assertThat(++taken).isLessThan(20_000);
            }
            assertThat(count(store)).isEqualTo(acknowledged);
            Files.delete(ballast);
            eventually("writes are taken", () -> write(store));
            for (int i = 0; i < 100; i++) {
                eventually("writes go on", () -> write(store));
            }
            eventually("a flush succeeds", () -> flushed(store));
            assertThat(count(store)).isGreaterThanOrEqualTo(acknowledged);
            fixture.restart();
            assertThat(count(fixture.store)).isGreaterThanOrEqualTo(acknowledged);
        }
    }

    private static boolean flushed(MetricStore store) {
        try {
            store.flush();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
