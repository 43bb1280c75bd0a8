package dev.tributary.collector;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

import dev.tributary.collector.config.DestinationSettings;
import dev.tributary.collector.config.SpoolSettings;
import dev.tributary.collector.ship.Quarantine;
import dev.tributary.collector.spool.Spool;
import dev.tributary.runtime.config.FileProblem;
import org.jspecify.annotations.Nullable;

/**
 * The directory with a collector's spools and quarantines, taken for one process: two that append to one spool would destroy
 * it.
 */
final class DataDirectory implements AutoCloseable {
    private final Path directory;
    private final FileChannel lockFile;

    private DataDirectory(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /**
     * Takes the directory, which is made where it is missing.
     *
     * @throws IOException when it cannot be used, or another process has it
     */
    static DataDirectory take(Path directory) throws IOException {
        FileChannel lockFile = lockFile(directory);
        if (lock(lockFile) == null) {
            lockFile.close();
            throw new IOException("data_dir " + directory + " is in use by another collector");
        }
        return new DataDirectory(directory, lockFile);
    }

    private static FileChannel lockFile(Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
            return FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException("data_dir " + directory + " cannot be used: " + FileProblem.of(e), e);
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // by a collector in this very process
        }
    }

    Spool spool(SpoolSettings settings, DestinationSettings destination, Clock clock) throws IOException {
        return Spool.open(directory.resolve("spool").resolve(destination.nameOrHost()), settings.limits(),
                destination.sendOrder(), settings.fsync(), clock);
    }

    Quarantine quarantine(SpoolSettings settings, String destination, Clock clock) throws IOException {
        return new Quarantine(directory.resolve("quarantine").resolve(destination),
                settings.quarantineMaxBytes().bytes(), clock);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
