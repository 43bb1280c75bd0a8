package dev.tributary.aggregator.storage;

/**
 * The store in figures.
 *
 * @param clusters        clusters known
 * @param series          series in memory
 * @param headSamples     samples in memory, not yet in chunks
 * @param headBytes       memory they take
 * @param seriesBytes     memory that labels and series take, without their indexes
 * @param pendingSamples  samples waiting for their commit
 * @param days            days that hold chunks
 * @param flushes         flushes since start
 * @param flushFailures   flushes that failed since start
 * @param diskBytes       table files on disk
 * @param openReads       selections and long works not yet closed
 * @param tombstones      deletions whose samples still lie on the disk
 */
public record StorageStats(int clusters, long series, long headSamples, long headBytes, long seriesBytes,
        long pendingSamples, int days, long flushes, long flushFailures, long diskBytes, int openReads,
        int tombstones) {
}
