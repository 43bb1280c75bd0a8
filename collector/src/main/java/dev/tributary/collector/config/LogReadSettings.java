package dev.tributary.collector.config;

import java.time.Duration;

import dev.tributary.runtime.config.ByteSize;
import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Inline;

/** How a job reads its files. */
public record LogReadSettings(
        @Default("beginning") @Doc("Where to begin with files that are there when the job first starts: beginning reads all that is on disk, rotated files included; end only what is written from then on. Files that come up later are read from their beginning.") StartAt startAt,
        @Inline LineSizeSettings lineSize,
        @Default("5s") @Doc("How long the beginning of a line that a container runtime has split waits for its end.") Duration partialLineWait,
        @Default("250ms") @Doc("How often files are looked at that had nothing new.") Duration pollInterval,
        @Default("2s") @Doc("How often new files are looked for.") Duration refreshInterval,
        @Default("1s") @Doc("How often positions are written to disk. What was sent after that is sent again after a crash and kept once.") Duration positionsSync,
        @Default("2s") @Doc("How long a file that was moved away is still read before the next one.") Duration rotateWait,
        @Default("1m") @Doc("A file that has not grown for so long is closed until it grows.") Duration closeIdle,
        @Default("512") @Doc("Files that are open at a time; others wait for their turn.") int openFilesMax,
        @Default("5000") @Doc("Logs that are followed; more are not read, which the status tells.") int filesMax,
        @Default("2MiB") @Doc("Entries go to the spool in batches of about this size while there are so many.") ByteSize batchSize) {
    /** Where to begin with files that are not known. */
    public enum StartAt {
        BEGINNING, END
    }

    private static final long BATCH_MIN = 1024;
    private static final long BATCH_MAX = 64 << 20;

    public LogReadSettings {
        if (batchSize.bytes() < BATCH_MIN || batchSize.bytes() > BATCH_MAX) {
            throw new IllegalArgumentException("batch_size must be between 1KiB and 64MiB, is " + batchSize);
        }
        Durations.requirePositive("partial_line_wait", partialLineWait);
        Durations.requirePositive("poll_interval", pollInterval);
        Durations.requirePositive("refresh_interval", refreshInterval);
        Durations.requirePositive("positions_sync", positionsSync);
        Durations.requirePositive("rotate_wait", rotateWait);
        Durations.requirePositive("close_idle", closeIdle);
        if (openFilesMax < 1) {
            throw new IllegalArgumentException("open_files_max must be at least 1");
        }
        if (filesMax < 1) {
            throw new IllegalArgumentException("files_max must be at least 1");
        }
    }
}
