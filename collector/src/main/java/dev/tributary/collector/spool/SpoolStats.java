package dev.tributary.collector.spool;

import org.jspecify.annotations.Nullable;

/**
 * A spool at one moment, and what happened to it since it was opened. In the spool of a destination for log lines, what is
 * called samples here are lines.
 *
 * @param bytes                bytes on disk
 * @param segments             segment files
 * @param pendingBatches       batches not yet shipped
 * @param pendingSamples       samples and histograms not yet shipped
 * @param backlogSamples       those of them that the backlog lane has to ship
 * @param oldestPendingMillis  when the oldest batch not yet shipped was written, 0 when none is pending
 * @param appendedSamples      samples and histograms written
 * @param droppedForSize       samples and histograms dropped at the size limit
 * @param droppedForAge        samples and histograms dropped at the age limit
 * @param droppedForDiskFull   samples and histograms dropped because the disk was full
 * @param damagedBytes         bytes that could not be read back as they were written
 * @param problem              why the last batch could not be written, null when it could
 */
public record SpoolStats(long bytes, int segments, long pendingBatches, long pendingSamples, long backlogSamples,
        long oldestPendingMillis, long appendedSamples, long droppedForSize, long droppedForAge,
        long droppedForDiskFull, long damagedBytes, @Nullable String problem) {
}
