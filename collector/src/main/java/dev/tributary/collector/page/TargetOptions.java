package dev.tributary.collector.page;

/**
 * How the pages of a target are taken.
 *
 * @param honorTimestamps false to give every sample the time of the pull
 * @param dropRatio       share of the usual samples below which a page is suspected to be cut, 0 for never
 * @param endings         what a failed page means, and which series end with a page
 * @param format          how the pages are read
 */
public record TargetOptions(boolean honorTimestamps, double dropRatio, Endings endings, PageFormat format) {
    /** Of pages that another Prometheus fills: {@link Endings#OF_COMPLETE_PAGES}. */
    public TargetOptions(boolean honorTimestamps, double dropRatio) {
        this(honorTimestamps, dropRatio, Endings.OF_COMPLETE_PAGES, PageFormat.DEFAULT);
    }

    /** True when a series with a timestamp of its own lives on without a stale marker. */
    boolean isSilent(boolean hasTimestamp) {
        return hasTimestamp && honorTimestamps && endings == Endings.OF_EVERY_SCRAPE;
    }
}
