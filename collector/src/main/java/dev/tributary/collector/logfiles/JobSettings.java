package dev.tributary.collector.logfiles;

import java.time.Duration;

import dev.tributary.collector.files.TailOptions;
import dev.tributary.collector.lines.LineFormat;
import dev.tributary.collector.lines.LineLimits;

/**
 * How a job reads.
 *
 * @param tail         how files are followed that are there when the job first starts
 * @param poll         pause when nothing is new
 * @param refresh      how often new logs are looked for
 * @param saveInterval how often positions are written
 * @param openFilesMax files that are open at a time
 * @param logsMax      logs that are followed; further ones are not read
 * @param batchBytes   entries are handed over in batches of about this size
 */
record JobSettings(LineFormat format, LineLimits limits, TailOptions tail, Duration poll, Duration refresh,
        Duration saveInterval, int openFilesMax, int logsMax, int batchBytes) {
}
