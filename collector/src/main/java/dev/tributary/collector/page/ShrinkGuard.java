package dev.tributary.collector.page;

import org.jspecify.annotations.Nullable;

/**
 * Suspects pages that are whole by every sign of their format and still lack much of what the page before had: a Prometheus
 * that fails while it writes its federation page ends it early and says nothing. After three such pages in a row the new
 * size is believed. One request of each round, one thread.
 */
final class ShrinkGuard {
    private static final int BELIEVED_AFTER = 3;

    /** Smaller pages come and go with single targets. */
    private static final long SAMPLES_MIN = 50;

    private final double ratio;
    private long usual;
    private int suspects;
    private @Nullable String lastFamily;

    /**
     * A guard before the first page.
     *
     * @param ratio    share of the usual number of samples below which a page is suspect, 0 for never
     * @param first    what is known of the first page
     */
    ShrinkGuard(double ratio, PageForecast first) {
        this.ratio = ratio;
        usual = first.samples();
        lastFamily = first.lastFamily();
    }

    /** Judges a page without other faults. */
    @Nullable
    PageFaultException judge(long samples, @Nullable String last) {
        if (usual >= SAMPLES_MIN && samples < ratio * usual && ++suspects < BELIEVED_AFTER) {
            return new PageFaultException(FaultKind.SHRUNK,
                    "the page has " + samples + " samples, the one before had " + usual);
        }
        usual = samples;
        suspects = 0;
        lastFamily = last;
        return null;
    }

    /** The family that ended the last good page or is known to end the first; null when not known. */
    @Nullable
    String lastFamily() {
        return lastFamily;
    }
}
