package dev.tributary.aggregator.storage.settings;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a metric store works.
 *
 * @param dataDirectory     folder of the store, created when missing
 * @param retention         how long what is kept, and how old a sample may be when it arrives
 * @param futureMax         how far ahead of the clock a sample may be
 * @param sync              when commits reach the disk
 * @param syncInterval      with {@link SyncMode#INTERVAL}: at least this often
 * @param flushInterval     samples stay in memory at most this long
 * @param headSamplesMax    samples in memory that start a flush; bounds memory and the work of a restart
 * @param pendingSamplesMax samples waiting for their commit above which new batches are refused
 * @param cacheBytes        block cache of RocksDB with the write buffers in it
 * @param diskFreeMinBytes  free space of the disk below which new batches are refused
 * @param limits            what senders may ask
 */
public record StorageOptions(Path dataDirectory, RetentionOptions retention, Duration futureMax, SyncMode sync,
        Duration syncInterval, Duration flushInterval, long headSamplesMax, long pendingSamplesMax, long cacheBytes,
        long diskFreeMinBytes, StorageLimits limits) {

    public StorageOptions {
        require(!futureMax.isNegative(), "storage.future_max", futureMax, "not negative");
        require(syncInterval.compareTo(Duration.ofMillis(10)) >= 0, "storage.sync_interval", syncInterval,
                "at least 10ms");
        require(flushInterval.compareTo(Duration.ofSeconds(1)) >= 0, "storage.flush_interval", flushInterval,
                "at least 1s");
        require(headSamplesMax >= 1000, "storage.head_samples_max", headSamplesMax, "at least 1000");
        require(pendingSamplesMax >= 1000, "storage.pending_samples_max", pendingSamplesMax, "at least 1000");
        require(cacheBytes >= 16 << 20, "storage.cache_bytes", cacheBytes, "at least 16 MiB");
        require(diskFreeMinBytes >= 0, "storage.disk_free_min", diskFreeMinBytes, "not negative");
    }

    private static void require(boolean condition, String key, Object value, String remedy) {
        if (!condition) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be " + remedy);
        }
    }

    /**
     * The defaults for a folder: 15 days, synced every 200 ms, ten million samples (about 40 MB) between flushes, 256 MiB of
     * the disk left free.
     */
    public static StorageOptions of(Path dataDirectory) {
        return new StorageOptions(dataDirectory, RetentionOptions.of(Duration.ofDays(15)), Duration.ofMinutes(10),
                SyncMode.INTERVAL, Duration.ofMillis(200), Duration.ofHours(2), 10_000_000, 4_000_000, 64 << 20,
                256 << 20, StorageLimits.DEFAULT);
    }

    public StorageOptions withRetention(Duration value) {
        return withRetention(RetentionOptions.of(value));
    }

    public StorageOptions withRetention(RetentionOptions value) {
        return new StorageOptions(dataDirectory, value, futureMax, sync, syncInterval, flushInterval, headSamplesMax,
                pendingSamplesMax, cacheBytes, diskFreeMinBytes, limits);
    }

    public StorageOptions withFutureMax(Duration value) {
        return new StorageOptions(dataDirectory, retention, value, sync, syncInterval, flushInterval, headSamplesMax,
                pendingSamplesMax, cacheBytes, diskFreeMinBytes, limits);
    }

    public StorageOptions withSync(SyncMode value) {
        return new StorageOptions(dataDirectory, retention, futureMax, value, syncInterval, flushInterval,
                headSamplesMax, pendingSamplesMax, cacheBytes, diskFreeMinBytes, limits);
    }

    public StorageOptions withSyncInterval(Duration value) {
        return new StorageOptions(dataDirectory, retention, futureMax, sync, value, flushInterval, headSamplesMax,
                pendingSamplesMax, cacheBytes, diskFreeMinBytes, limits);
    }

    public StorageOptions withFlush(Duration interval, long samplesMax) {
        return new StorageOptions(dataDirectory, retention, futureMax, sync, syncInterval, interval, samplesMax,
                pendingSamplesMax, cacheBytes, diskFreeMinBytes, limits);
    }

    public StorageOptions withCacheBytes(long value) {
        return new StorageOptions(dataDirectory, retention, futureMax, sync, syncInterval, flushInterval,
                headSamplesMax, pendingSamplesMax, value, diskFreeMinBytes, limits);
    }

    public StorageOptions withDiskFreeMin(long bytes) {
        return new StorageOptions(dataDirectory, retention, futureMax, sync, syncInterval, flushInterval,
                headSamplesMax, pendingSamplesMax, cacheBytes, bytes, limits);
    }

    public StorageOptions withLimits(StorageLimits value) {
        return new StorageOptions(dataDirectory, retention, futureMax, sync, syncInterval, flushInterval,
                headSamplesMax, pendingSamplesMax, cacheBytes, diskFreeMinBytes, value);
    }
}
