package dev.tributary.collector.batch;

/**
 * What a batch holds, without decoding it. Of log lines the streams are counted as series and the lines as samples.
 *
 * @param createdMillis when the batch was closed, by the collector's clock
 * @param oldestMillis  timestamp of its oldest sample
 * @param newestMillis  timestamp of its newest sample
 * @param series        series in the message; one with samples and histograms counts twice
 * @param samples       floats, stale markers among them
 * @param histograms    native histograms
 * @param exemplars     exemplars
 */
public record BatchFacts(long createdMillis, long oldestMillis, long newestMillis, int series, int samples,
        int histograms, int exemplars) {
    public BatchFacts {
        if (series < 0 || samples < 0 || histograms < 0 || exemplars < 0) {
            throw new IllegalArgumentException(
                    "a batch cannot hold less than nothing: " + series + " series, " + samples
                            + " samples, " + histograms + " histograms, " + exemplars + " exemplars");
        }
    }

    /** Floats and histograms together: what limits and losses are counted in. */
    public int points() {
        return samples + histograms;
    }
}
