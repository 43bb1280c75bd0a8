package dev.tributary.app.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.tributary.aggregator.storage.rocks.RocksBackups;

/** A folder of backups of a hub: each store's in a folder of its own, the metrics' first. */
public record StoreBackups(StoreLayout layout) {
    /** What one round of backups made: first of the metrics, then of the logs where there is such a store. */
    public record Round(List<RocksBackups.Entry> entries) {
        public Round {
            entries = List.copyOf(entries);
        }

        /** The round in one line. */
        public String describe(Path folder) {
            return "backup %d of %d files, %d bytes, in %s".formatted(entries.getFirst().id(),
                    entries.stream().mapToInt(RocksBackups.Entry::files).sum(),
                    entries.stream().mapToLong(RocksBackups.Entry::bytes).sum(), folder.toAbsolutePath());
        }
    }

    /** Removes all but the newest backups. */
    public void keep(int newest) {
        for (Path folder : List.of(layout.metrics(), layout.logs())) {
            try (RocksBackups backups = RocksBackups.open(folder)) {
                backups.keep(newest);
            }
        }
    }

    /** The backup of the logs that was made in the round of one of the metrics: the first that was made after it. */
    public Optional<RocksBackups.Entry> logsOf(Instant metrics) {
        if (!Files.isDirectory(layout.logs())) {
            return Optional.empty();
        }
        try (RocksBackups backups = RocksBackups.open(layout.logs())) {
            return backups.list().stream().filter(one -> !one.time().isBefore(metrics))
                    .min(Comparator.comparingInt(RocksBackups.Entry::id));
        }
    }
}
