package dev.tributary.aggregator.storage;

import java.io.IOException;
import java.nio.file.FileStore;
import java.time.Duration;

import dev.tributary.model.port.WriteRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses writes while the disk has less free space than it must keep, before RocksDB runs into its end: what is in memory
 * can then still be written out, and retention can make room. Safe for several threads.
 */
public final class DiskSpace {
    private static final Logger LOG = LoggerFactory.getLogger(DiskSpace.class);
    private static final Duration RETRY = Duration.ofSeconds(30);

    private final FileStore disk;
    private final long freeMin;
    private volatile long free = Long.MAX_VALUE;
    private volatile boolean full;

    public DiskSpace(FileStore disk, long freeMinBytes) {
        this.disk = disk;
        this.freeMin = freeMinBytes;
    }

    /** Looks how much is free. Once refused, writes are taken again when a quarter more than the least is free. */
    public void look() {
        try {
            free = disk.getUsableSpace();
        } catch (IOException e) {
            LOG.warn("the free space of the disk is not known disk={} error={}", disk, e.getMessage());
            return;
        }
        boolean before = full;
        full = free < (before ? freeMin + freeMin / 4 : freeMin);
        if (full && !before) {
            LOG.error("disk full, writes are refused until there is space free_bytes={} disk_free_min={}", free,
                    freeMin);
        } else if (before && !full) {
            LOG.info("the disk has space again, writes are taken free_bytes={}", free);
        }
    }

    /** Lets a write pass or refuses it in words. */
    public void require() {
        if (full) {
            throw new WriteRefusedException("the store's disk is full: " + free + " bytes are free, at least " + freeMin
                    + " must stay so (storage.disk_free_min); free space or shorten storage.retention", RETRY);
        }
    }

    public long freeBytes() {
        return free;
    }

    public boolean isFull() {
        return full;
    }
}
