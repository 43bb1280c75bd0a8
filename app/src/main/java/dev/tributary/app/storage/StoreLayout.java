package dev.tributary.app.storage;

import java.nio.file.Path;

import dev.tributary.aggregator.storage.verify.VerifyReport;

/** Where a hub's data directory, or a folder of backups, keeps what. */
public record StoreLayout(Path folder) {
    /** The metric store, or its backups. */
    public Path metrics() {
        return folder.resolve("metrics");
    }

    /** The log store, or its backups. */
    public Path logs() {
        return folder.resolve("logs");
    }

    /** A snapshot, which is a data directory of its own. */
    public StoreLayout snapshot(String name) {
        return new StoreLayout(folder.resolve("snapshots").resolve(name));
    }

    /** What a verification found, in one line. */
    public static String describe(VerifyReport report) {
        return "%d files of %d bytes read, %d rows, %d log entries and %d samples decoded, %s".formatted(
                report.files(), report.bytes(), report.rows(), report.entries(), report.samples(),
                report.isSound() ? "nothing damaged" : report.damages() + " damaged");
    }
}
