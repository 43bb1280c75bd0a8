package dev.tributary.aggregator.storage.logs;

/**
 * The log store in figures.
 *
 * @param clusters          clusters known
 * @param streams           streams in memory
 * @param headEntries       entries in memory, not yet in blocks
 * @param headBytes         memory they take
 * @param headSpareBytes    memory of flushed entries that waits for the next ones
 * @param pendingBytes      bytes waiting for their commit
 * @param days              days that hold blocks
 * @param flushes           flushes since start
 * @param flushFailures     flushes that failed since start
 * @param diskBytes         table files on disk
 * @param diskFreeBytes     free space of the disk
 * @param diskFull          true while writes are refused for want of space
 * @param openReads         selections and long works not yet closed
 * @param deletions         deletions whose entries still lie on the disk
 * @param entriesDeleted    entries that deletions have taken from the disk since start
 * @param daysDropped       days dropped whole since start
 * @param streamDaysDropped streams dropped of a day since start
 * @param recordsDropped    records dropped by retention since start
 * @param damagedReads      damaged parts that reads left out since start
 * @param entriesWritten    entries taken since start
 * @param bytesWritten      bytes of their lines and metadata
 * @param recordsWritten    records among them
 * @param entriesRefused    entries refused since start
 * @param blocksOpened      blocks that reads opened since start
 * @param textBytesOpened   bytes of the lines in them
 * @param blocksSkipped     blocks that their filters kept closed since start
 * @param blocksMerged      small blocks merged since start
 * @param blocksOfMerging   blocks that came of them
 * @param retentionWaiting  true while nothing is dropped, as the clock jumped ahead
 */
public record LogStoreStats(int clusters, long streams, long headEntries, long headBytes, long headSpareBytes,
        long pendingBytes, int days,
        long flushes, long flushFailures, long diskBytes, long diskFreeBytes, boolean diskFull, int openReads,
        int deletions, long entriesDeleted, long daysDropped, long streamDaysDropped, long recordsDropped,
        long damagedReads,
        long entriesWritten, long bytesWritten, long recordsWritten, long entriesRefused, long blocksOpened,
        long textBytesOpened, long blocksSkipped, long blocksMerged, long blocksOfMerging,
        boolean retentionWaiting) {
}
