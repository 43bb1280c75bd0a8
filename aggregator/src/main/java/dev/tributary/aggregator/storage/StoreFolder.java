package dev.tributary.aggregator.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksBackups;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.rocks.RocksMemory;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.aggregator.storage.verify.FamilyChecks;
import dev.tributary.aggregator.storage.verify.MetricChecks;
import dev.tributary.aggregator.storage.verify.Verification;
import dev.tributary.aggregator.storage.verify.VerifyReport;
import dev.tributary.aggregator.storage.work.WorkProgress;

/**
 * The folder of a store that is not open: what can be done with it besides opening it. Every call refuses a folder whose
 * store is in use, in words.
 */
public final class StoreFolder {
    private static final RocksMemory MEMORY = new RocksMemory(32 << 20, 16 << 20);

    private final Path database;
    private final Function<RocksDatabase, FamilyChecks> checks;

    /** Of a metric store. */
    public StoreFolder(Path folder) {
        this(folder, "metrics", MetricChecks::ofStopped);
    }

    /**
     * Of any store.
     *
     * @param folder the store's data directory
     * @param name   of the database in it
     * @param checks what its rows are
     */
    public StoreFolder(Path folder, String name, Function<RocksDatabase, FamilyChecks> checks) {
        database = folder.resolve(name);
        this.checks = checks;
    }

    /** True when a store is there. */
    public boolean exists() {
        return Files.exists(database.resolve("CURRENT"));
    }

    private RocksDatabase open() {
        if (!exists()) {
            throw new IllegalStateException(database.getParent() + " holds no store");
        }
        return RocksDatabase.open(database, MEMORY);
    }

    /**
     * Backs up the store into a folder of backups; only what is new since the last backup there is copied.
     *
     * @throws StoreIoException when the store is in use, or the disk fails
     */
    public RocksBackups.Entry backup(Path backups, WorkProgress progress) {
        try (RocksDatabase opened = open(); RocksBackups into = RocksBackups.open(backups)) {
            return into.create(opened, progress);
        }
    }

    /**
     * Reads all that is stored.
     *
     * @throws StoreIoException when the store is in use, or cannot be opened at all
     */
    public VerifyReport verify(WorkProgress progress) {
        try (RocksDatabase opened = open()) {
            return new Verification(opened, checks.apply(opened), progress).run();
        }
    }

    /**
     * Writes a backup as a store into this folder, in which there must be none.
     *
     * @throws IllegalStateException when there is a store or something else
     */
    public void restore(RocksBackups from, RocksBackups.Entry backup, WorkProgress progress) {
        if (isOccupied()) {
            throw new IllegalStateException(
                    database + " is not empty; a backup is restored into a folder without a store");
        }
        from.restore(backup, database, progress);
    }

    private boolean isOccupied() {
        if (!Files.exists(database)) {
            return false;
        }
        try (Stream<Path> files = Files.list(database)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException("listing " + database, e);
        }
    }

    /** Takes a copy of an open database. */
    public void take(RocksDatabase source, boolean skipHead) {
        try {
            Files.createDirectories(database.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("creating " + database.getParent(), e);
        }
        source.copyTo(database);
        if (skipHead) {
            try (RocksDatabase copy = open()) {
                Map<Long, RocksFamily> logs = copy.numbered(FamilyKind.LOG);
                // Numbers go on: blocks and deletions know the numbers of the logs they come from.
                long last = logs.keySet().stream().mapToLong(number -> number).max().orElse(0);
                copy.family(FamilyKind.LOG.name(last + 1));
                logs.values().forEach(copy::drop);
            }
        }
    }
}
