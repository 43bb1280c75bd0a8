package dev.tributary.logql;

/**
 * Cost of one query.
 *
 * @param bytesProcessed  bytes of lines read
 * @param linesProcessed  lines read
 * @param linesKept       lines that passed all filters
 * @param metadataBytes   bytes of structured metadata read
 * @param streams         streams opened, again for each slice of time
 * @param entriesReturned lines of the answer, or values of a metric
 * @param execNanos       wall time in nanoseconds
 */
public record QueryStats(long bytesProcessed, long linesProcessed, long linesKept, long metadataBytes, long streams,
        long entriesReturned, long execNanos) {
}
