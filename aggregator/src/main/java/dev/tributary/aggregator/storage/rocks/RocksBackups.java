package dev.tributary.aggregator.storage.rocks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.tributary.aggregator.storage.work.FolderWatch;
import dev.tributary.aggregator.storage.work.WorkProgress;
import org.rocksdb.BackupEngine;
import org.rocksdb.BackupEngineOptions;
import org.rocksdb.Env;
import org.rocksdb.RestoreOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * A folder of backups of one database. Table files are kept once for all backups that hold them, so that a further backup
 * copies only what is new. Each backup is the database at one moment with its write-ahead log. For one user at a time.
 */
public final class RocksBackups implements AutoCloseable {
    /** One backup. */
    public record Entry(int id, Instant time, long bytes, int files) {
    }

    static {
        RocksDB.loadLibrary();
    }

    private final Path folder;
    private final BackupEngineOptions options;
    private final BackupEngine engine;

    private RocksBackups(Path folder) throws RocksDBException {
        this.folder = folder;
        options = new BackupEngineOptions(folder.toString()).setShareTableFiles(true).setShareFilesWithChecksum(true)
                .setBackupLogFiles(true).setSync(true);
        try {
            engine = BackupEngine.open(Env.getDefault(), options);
        } catch (RocksDBException e) {
            options.close();
            throw e;
        }
    }

    /** Opens a folder of backups, making it where there is none. */
    public static RocksBackups open(Path folder) {
        try {
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) { // also to read: RocksDB keeps its place in the folder
                throw new StoreIoException(StoreIoException.Kind.OTHER,
                        "the folder of backups " + folder + " may not be written by this user", null);
            }
            return new RocksBackups(folder);
        } catch (RocksDBException e) {
            throw StoreIoException.of("opening backups in " + folder, e);
        } catch (IOException e) {
            throw new StoreIoException(StoreIoException.Kind.OTHER, "creating " + folder + ": " + e, e);
        }
    }

    /** Backs up an open database while it works on; all written before is in it. */
    public Entry create(RocksDatabase database, WorkProgress progress) {
        try (FolderWatch _ = new FolderWatch(folder, missing(database), progress)) {
            // The log is copied as it is: flushing would write out samples that a flush of the head drops soon.
            engine.createNewBackup(database.open(), false);
        } catch (RocksDBException e) {
            throw StoreIoException.of("backing up to " + folder, e);
        }
        return list().getLast();
    }

    /** Bytes that a backup has to copy, about: names of kept files begin with their number and end with their size. */
    private long missing(RocksDatabase database) {
        Set<String> kept = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Files.createDirectories(
                folder.resolve("shared_checksum")))) {
            files.forEach(
                    file -> kept.add(file.getFileName().toString().replaceAll("^(\\d+)_.*_(\\d+)\\.sst$", "$1 $2")));
        } catch (IOException e) {
            throw new StoreIoException(StoreIoException.Kind.OTHER, "listing " + folder + ": " + e.getMessage(), e);
        }
        return database.logBytes() + database.files().stream()
                .filter(file -> !kept.contains("%06d %d".formatted(file.number(), file.bytes())))
                .mapToLong(TableFile::bytes).sum();
    }

    /** All backups, oldest first. */
    public List<Entry> list() {
        return engine.getBackupInfo().stream().map(info -> new Entry(info.backupId(),
                Instant.ofEpochSecond(info.timestamp()), info.size(), info.numberFiles())).toList();
    }

    /** Removes all but the newest ones, and the files that only they held. */
    public void keep(int newest) {
        try {
            engine.purgeOldBackups(newest);
        } catch (RocksDBException e) {
            throw StoreIoException.of("removing old backups in " + folder, e);
        }
    }

    /** Writes a backup as a database into a folder that is empty or missing. */
    public void restore(Entry backup, Path target, WorkProgress progress) {
        int id = backup.id();
        try (RestoreOptions whole = new RestoreOptions(false);
                FolderWatch _ = new FolderWatch(Files.createDirectories(target), backup.bytes(), progress)) {
            engine.restoreDbFromBackup(id, target.toString(), target.toString(), whole);
        } catch (RocksDBException e) {
            throw StoreIoException.of("restoring backup " + id + " from " + folder, e);
        } catch (IOException e) {
            throw new StoreIoException(StoreIoException.Kind.OTHER, "creating " + target + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        engine.close();
        options.close();
    }
}
