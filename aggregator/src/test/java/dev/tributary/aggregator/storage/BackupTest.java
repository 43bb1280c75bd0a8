package dev.tributary.aggregator.storage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.tributary.aggregator.storage.rocks.RocksBackups;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.aggregator.storage.verify.VerifyReport;
import dev.tributary.aggregator.storage.work.FolderWatch;
import dev.tributary.aggregator.storage.work.WorkProgress;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.TestWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BackupTest {
    private static final long NOW = StoreFixture.NOW.toEpochMilli();
    private static final Labels UP = Labels.of("__name__", "up");

    @TempDir
    Path folder;
    private StoreFixture fixture;
    private Path backups;
    private final Random random = new Random(1);

    @BeforeEach
    void open() {
        fixture = new StoreFixture(folder.resolve("store"));
        backups = folder.resolve("backups");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void write(long from, int count) {
        TestWriter writer = new TestWriter(fixture.store, new WriterIdentity(new ClusterId("east"), false));
        for (int i = 0; i < count; i++) {
            writer.sample(UP, from + i, random.nextDouble());
        }
        writer.commit();
    }

    private static int count(MetricStore store) {
        SampleColumns columns = new SampleColumns();
        try (SeriesSelection all = store.select(new SeriesQuery(List.of(), 0, NOW + 1_000_000, 0))) {
            all.series().forEach(series -> series.read(0, NOW + 1_000_000, columns));
        }
        return columns.size();
    }

    private int restoredCount(int index) {
        Path target = folder.resolve("restored-" + index);
        try (RocksBackups from = RocksBackups.open(backups)) {
            new StoreFolder(target).restore(from, from.list().get(index), WorkProgress.NONE);
        }
        try (StoreFixture restored = new StoreFixture(target)) {
            return count(restored.store);
        }
    }

    @Test
    void eachBackupHoldsWhatWasAcknowledgedBeforeAndCopiesOnlyWhatIsNew() {
        write(NOW, 20_000);
        fixture.store.flush();
        write(NOW + 20_000, 10);
        fixture.store.backup(backups, WorkProgress.NONE);
        long first = FolderWatch.size(backups);
        write(NOW + 30_000, 10);
        List<Long> told = new ArrayList<>();
        fixture.store.backup(backups, (_, total) -> told.add(total));
        assertThat(FolderWatch.size(backups) - first).isLessThan(first / 4);
        assertThat(told).isNotEmpty().allSatisfy(total -> assertThat(total).isLessThan(first));
        assertThat(restoredCount(0)).isEqualTo(20_010);
        assertThat(restoredCount(1)).isEqualTo(20_020);
        try (RocksBackups all = RocksBackups.open(backups)) {
            all.keep(1);
            assertThat(all.list()).hasSize(1);
        }
        assertThat(count(fixture.store)).isEqualTo(20_020);
    }

    @Test
    void aStoppedStoreIsBackedUpAndOneInUseIsNot() {
        write(NOW, 10);
        StoreFolder stopped = new StoreFolder(folder.resolve("store"));
        assertThatThrownBy(() -> stopped.backup(backups, WorkProgress.NONE)).isInstanceOf(StoreIoException.class)
                .hasMessageContaining("in use");
        fixture.store.close();
        stopped.backup(backups, WorkProgress.NONE);
        assertThat(restoredCount(0)).isEqualTo(10);
        assertThatThrownBy(() -> new StoreFolder(folder).backup(backups, WorkProgress.NONE))
                .isInstanceOf(IllegalStateException.class).hasMessageContaining("holds no store");
    }

    @Test
    void nothingIsRestoredOverAStore() {
        write(NOW, 10);
        RocksBackups.Entry made = fixture.store.backup(backups, WorkProgress.NONE);
        try (RocksBackups from = RocksBackups.open(backups)) {
            assertThatThrownBy(
                    () -> new StoreFolder(folder.resolve("store")).restore(from, made, WorkProgress.NONE))
                    .isInstanceOf(IllegalStateException.class).hasMessageContaining("not empty");
        }
    }

    @Test
    void aSnapshotOpensAsAStoreWithOrWithoutWhatIsInMemory() {
        write(NOW, 100);
        fixture.store.flush();
        write(NOW + 1000, 10);
        fixture.store.snapshot(folder.resolve("whole"), false);
        fixture.store.snapshot(folder.resolve("chunks"), true);
        write(NOW + 2000, 1);
        try (StoreFixture whole = new StoreFixture(folder.resolve("whole"));
                StoreFixture chunks = new StoreFixture(folder.resolve("chunks"))) {
            assertThat(count(whole.store)).isEqualTo(110);
            assertThat(count(chunks.store)).isEqualTo(100);
        }
    }

    @Test
    void aVerificationReadsEverySampleWhileTheStoreWorks() {
        write(NOW, 20_000);
        fixture.store.flush();
        write(NOW + 20_000, 10);
        List<Long> done = new ArrayList<>();
        VerifyReport report = fixture.store.verify((bytes, total) -> {
            assertThat(bytes).isLessThanOrEqualTo(total);
            done.add(bytes);
        });
        assertThat(report.descriptions()).isEmpty();
        assertThat(report.isSound()).isTrue();
        assertThat(report.samples()).isEqualTo(20_010);
        assertThat(report.files()).isPositive();
        assertThat(done).isSorted();
        fixture.store.close();
        assertThat(new StoreFolder(folder.resolve("store")).verify(WorkProgress.NONE).samples()).isEqualTo(20_010);
    }
}
