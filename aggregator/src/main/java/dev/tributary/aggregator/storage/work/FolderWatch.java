package dev.tributary.aggregator.storage.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Tells how a folder grows while somebody else fills it. */
public final class FolderWatch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Path folder;
    private final long before;
    private final long totalBytes;
    private final WorkProgress progress;
    private final Thread thread;

    /** @param totalBytes by which the folder is going to grow */
    public FolderWatch(Path folder, long totalBytes, WorkProgress progress) {
        this.folder = folder;
        this.totalBytes = totalBytes;
        this.progress = progress;
        before = size(folder);
        thread = Thread.ofVirtual().name("folder-watch").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                progress.at(Math.clamp(size(folder) - before, 0, totalBytes), totalBytes);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Bytes of all files below a folder; 0 where there is none. */
    public static long size(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.mapToLong(FolderWatch::fileSize).sum();
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException | UncheckedIOException e) {
            // A file went away while the folder was walked: the next look sees more.
            return 0;
        }
    }

    private static long fileSize(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Stops watching. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
