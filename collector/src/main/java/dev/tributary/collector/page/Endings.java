package dev.tributary.collector.page;

/** When the series of a target end. */
public enum Endings {
    /**
     * With a complete page that lacks them. Pages that failed end nothing, and what was read of a cut one is kept: the
     * samples are another server's, who still has the series.
     */
    OF_COMPLETE_PAGES,
    /**
     * With every scrape that lacks them, failed ones included, of which nothing is kept: what a Prometheus does with targets
     * of its own. Series that bring timestamps of their own get no marker.
     */
    OF_EVERY_SCRAPE,
    /** The same, and series with timestamps of their own end too: {@code track_timestamps_staleness}. */
    OF_EVERY_SCRAPE_WITH_TIMESTAMPS;

    boolean keepsPartOf(PageFaultException fault) {
        return this == OF_COMPLETE_PAGES && fault.kind().keepsSamples();
    }

    boolean endOn(boolean complete) {
        return complete || this != OF_COMPLETE_PAGES;
    }
}
