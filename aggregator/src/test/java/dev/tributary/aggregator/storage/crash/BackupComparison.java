package dev.tributary.aggregator.storage.crash;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import dev.tributary.aggregator.storage.MetricStore;
import dev.tributary.aggregator.storage.StoreFolder;
import dev.tributary.aggregator.storage.rocks.RocksBackups;
import dev.tributary.aggregator.storage.work.WorkProgress;
import dev.tributary.testkit.FakeClock;

/** Restores the last backup and compares it with what was acknowledged when it began, and until it was done. */
final class BackupComparison {
    private BackupComparison() {
    }

    /** The first acknowledged sample that is missing or different in words, or empty. */
    static String compare(Path folder, long seed, List<Integer> acknowledged, List<Integer> later) {
        Path restored = folder.resolve("restored");
        try (RocksBackups backups = RocksBackups.open(folder.resolve("backup"))) {
            new StoreFolder(restored).restore(backups, backups.list().getLast(), WorkProgress.NONE);
        }
        CrashOrders orders = new CrashOrders(restored, folder, seed, 0, false, acknowledged);
        try (MetricStore store = new MetricStore(CrashChild.options(restored, 0),
                new FakeClock(Instant.ofEpochMilli(orders.clockMillis())), new Random(seed))) {
            store.start();
            return orders.compareCopy(store, later);
        }
    }
}
