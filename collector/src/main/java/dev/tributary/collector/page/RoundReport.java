package dev.tributary.collector.page;

import java.time.Duration;
import java.util.ArrayList;
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
    /** A server leaves out what is older by its own clock, unless it was started with a longer lookback. */
    private static final long BEHIND_MILLIS_MAX = Duration.ofMinutes(6).toMillis();

    public RoundReport {
        batches = List.copyOf(batches);
    }

    /** What was wrong, in words: with pages, and with clocks, which no page shows by itself. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>(totals.problems());
        long behindMillis = startMillis - totals.counts().newestMillis();
        if (totals.counts().tooFarAhead() > 0) {
            problems.add("clock: " + totals.counts().tooFarAhead() + " samples lie more than "
                    + Duration.ofMillis(PageIntake.AHEAD_MILLIS_MAX).toMinutes()
                    + " minutes in the future of this machine's clock and are left out");
        } else if (totals.counts().samples() > 0 && totals.counts().newestMillis() > 0
                && behindMillis > BEHIND_MILLIS_MAX) {
            problems.add("clock: the newest sample of the page is " + behindMillis / 1000
                    + " s old by this machine's clock, and pages have none older than 300 s");
        }
        return problems;
    }
}
