package dev.tributary.collector.page;

import java.util.List;

import dev.tributary.collector.batch.Batch;

/**
 * What came of one round.
 *
 * @param startMillis when it began
 * @param seconds     how long the pull took
 * @param totals      what was on its pages
 * @param liveSeries  series the target has now
 * @param tableBytes  memory of the series table
 * @param batches     what is to be sent
 */
public record RoundReport(long startMillis, double seconds, RoundTotals totals, int liveSeries, long tableBytes,
        List<Batch> batches) {
    public RoundReport {
        batches = List.copyOf(batches);
    }
}
