package dev.tributary.collector.spool;

import dev.tributary.collector.batch.Batch;

/**
 * A batch waiting in a spool and where it stands.
 *
 * @param segment number of its segment
 * @param end     offset behind it in the segment
 */
public record Spooled(Batch batch, long segment, long end) {
}
