package dev.tributary.collector.page;

import dev.tributary.wire.exposition.ExpositionOptions;

/**
 * How the pages of a target are read.
 *
 * @param options             what the parser makes of histograms and created times
 * @param nativeHistograms   false to pass over native histograms, of which {@code options} then gives the classic buckets
 * @param fallbackContentType taken for the content type of an answer that has none, or one that is not known; empty: such an
 *                            answer is a fault
 * @param extraSeries         also write {@code scrape_timeout_seconds}, {@code scrape_sample_limit} and
 *                            {@code scrape_body_size_bytes}
 * @param timeoutSeconds      the first of these
 */
public record PageFormat(ExpositionOptions options, boolean nativeHistograms, String fallbackContentType,
        boolean extraSeries,
        double timeoutSeconds) {
    /** As Prometheus reads pages by default. */
    public static final PageFormat DEFAULT = new PageFormat(ExpositionOptions.DEFAULT, true, "", false, 0);
}
