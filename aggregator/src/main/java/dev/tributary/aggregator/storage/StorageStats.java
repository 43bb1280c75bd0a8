package dev.tributary.aggregator.storage;

/**
 * The store in figures.
 *
 * @param clusters           clusters known
 * @param series             series in memory
 * @param headSamples        samples in memory, not yet in chunks
 * @param headBytes          memory they take
 * @param headChains         chains they are in: one for each series, two where its samples are of both forms
 * @param headMinMillis      time of the oldest of them; the largest long when there is none
 * @param headMaxMillis      time of the newest of them; the smallest long when there is none
 * @param seriesBytes        memory that labels and series take, without their indexes
 * @param pendingSamples     samples waiting for their commit
 * @param days               days that hold chunks
 * @param firstDayMillis     start of the oldest of them, Unix milliseconds; 0 when there is none
 * @param flushes            flushes since start
 * @param flushFailures      flushes that failed since start
 * @param diskBytes          table files on disk
 * @param diskFreeBytes      free space of the disk
 * @param diskFull           true while writes are refused for want of space
 * @param openReads          selections and long works not yet closed
 * @param tombstones         deletions whose samples still lie on the disk
 * @param daysDropped        days dropped whole since start
 * @param clusterDaysDropped days dropped of single clusters since start
 * @param seriesForgotten    series forgotten since start, as nothing was stored of them any more
 * @param damagedReads       damaged parts that reads left out since start
 * @param daysSealed         days brought into their final form since start; one that got late samples counts again
 * @param sealingNanos       time that took, rests included
 * @param retentionWaiting   true while nothing is dropped, as the clock jumped ahead
 */
public record StorageStats(int clusters, long series, long headSamples, long headBytes,
        long headChains, long headMinMillis, long headMaxMillis, long seriesBytes,
        long pendingSamples, int days, long firstDayMillis, long flushes, long flushFailures, long diskBytes,
        long diskFreeBytes, boolean diskFull, int openReads, int tombstones, long daysDropped, long clusterDaysDropped,
        long seriesForgotten, long damagedReads, long daysSealed, long sealingNanos,
        boolean retentionWaiting) {
}
