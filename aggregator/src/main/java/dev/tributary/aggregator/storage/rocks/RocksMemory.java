package dev.tributary.aggregator.storage.rocks;

/**
 * How much memory RocksDB may hold.
 *
 * @param blockCacheBytes   decompressed blocks, indexes and filters, and the write buffers counted in
 * @param writeBuffersBytes write buffers of all families together
 */
public record RocksMemory(long blockCacheBytes, long writeBuffersBytes) {
    public RocksMemory {
        if (writeBuffersBytes < 1 << 20 || blockCacheBytes < writeBuffersBytes) {
            throw new IllegalArgumentException("block cache of " + blockCacheBytes
                    + " bytes must hold the write buffers of " + writeBuffersBytes + ", at least 1 MiB");
        }
    }
}
