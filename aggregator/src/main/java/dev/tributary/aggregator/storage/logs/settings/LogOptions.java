package dev.tributary.aggregator.storage.logs.settings;

import java.nio.file.Path;
import java.time.Duration;

import dev.tributary.aggregator.storage.settings.SyncMode;

/**
 * How a log store works.
 *
 * @param dataDirectory    folder of the store, created when missing
 * @param retention        how long what is kept, and how old an entry may be when it arrives
 * @param futureMax        how far ahead of the clock an entry may be
 * @param sync             when commits reach the disk
 * @param syncInterval     with {@link SyncMode#INTERVAL}: at least this often
 * @param flushInterval    entries stay in memory at most this long
 * @param headBytesMax     memory of entries that starts a flush; writes are refused at three times as much
 * @param pendingBytesMax  entries waiting for their commit above which new batches are refused
 * @param cacheBytes       block cache of RocksDB with the write buffers in it
 * @param diskFreeMinBytes free space of the disk below which new batches are refused
 * @param cancelPeriod     how long a deletion can be cancelled before its entries leave the disk
 * @param limits           what senders may ask
 */
public record LogOptions(Path dataDirectory, LogRetention retention, Duration futureMax, SyncMode sync,
        Duration syncInterval,
        Duration flushInterval, long headBytesMax, long pendingBytesMax, long cacheBytes, long diskFreeMinBytes,
        Duration cancelPeriod, LogStoreLimits limits) {
    public LogOptions {
        require(syncInterval.compareTo(Duration.ofMillis(10)) >= 0, "logs.sync_interval", syncInterval,
                "at least 10ms");
        require(flushInterval.compareTo(Duration.ofSeconds(1)) >= 0, "logs.flush_interval", flushInterval,
                "at least 1s");
        require(headBytesMax >= 1 << 16, "logs.head_size_max", headBytesMax, "at least 64KiB");
        require(pendingBytesMax >= 1 << 20, "logs.pending_size_max", pendingBytesMax, "at least 1MiB");
        require(cacheBytes >= 16 << 20, "logs.cache_size", cacheBytes, "at least 16MiB");
        require(diskFreeMinBytes >= 0, "storage.disk_free_min", diskFreeMinBytes, "not negative");
        require(!cancelPeriod.isNegative(), "logs.delete_cancel_period", cancelPeriod, "not negative");
        require(!futureMax.isNegative(), "ingest.future_max", futureMax, "not negative");
    }

    private static void require(boolean condition, String key, Object value, String remedy) {
        if (!condition) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be " + remedy);
        }
    }

    /** The defaults for a folder. */
    public static LogOptions of(Path dataDirectory) {
        return new LogOptions(dataDirectory, LogRetention.of(Duration.ofDays(15)), Duration.ofMinutes(10),
                SyncMode.INTERVAL,
                Duration.ofMillis(200), Duration.ofHours(1), 32 << 20, 64 << 20, 32 << 20, 256 << 20,
                Duration.ofHours(24), LogStoreLimits.DEFAULT);
    }

    public LogOptions withRetention(LogRetention value) {
        return new LogOptions(dataDirectory, value, futureMax, sync, syncInterval, flushInterval, headBytesMax,
                pendingBytesMax,
                cacheBytes, diskFreeMinBytes, cancelPeriod, limits);
    }

    public LogOptions withSync(SyncMode value) {
        return new LogOptions(dataDirectory, retention, futureMax, value, syncInterval, flushInterval, headBytesMax,
                pendingBytesMax, cacheBytes, diskFreeMinBytes, cancelPeriod, limits);
    }

    public LogOptions withFlush(Duration interval, long bytesMax) {
        return new LogOptions(dataDirectory, retention, futureMax, sync, syncInterval, interval, bytesMax,
                pendingBytesMax,
                cacheBytes, diskFreeMinBytes, cancelPeriod, limits);
    }

    public LogOptions withDiskFreeMin(long bytes) {
        return new LogOptions(dataDirectory, retention, futureMax, sync, syncInterval, flushInterval, headBytesMax,
                pendingBytesMax, cacheBytes, bytes, cancelPeriod, limits);
    }

    public LogOptions withCancelPeriod(Duration value) {
        return new LogOptions(dataDirectory, retention, futureMax, sync, syncInterval, flushInterval, headBytesMax,
                pendingBytesMax, cacheBytes, diskFreeMinBytes, value, limits);
    }

    public LogOptions withLimits(LogStoreLimits value) {
        return new LogOptions(dataDirectory, retention, futureMax, sync, syncInterval, flushInterval, headBytesMax,
                pendingBytesMax, cacheBytes, diskFreeMinBytes, cancelPeriod, value);
    }
}
