package dev.tributary.collector.page;

/** What was met on one page so far, or on all pages of a round. Written by one thread, then only read. */
public final class PageCounts {
    long bytes;
    long samples;
    long kept;
    long added;
    long sent;
    long unchanged;
    long repeated;
    long duplicateSeries;
    long outOfOrder;
    long conflicting;
    long successions;
    long tooFarAhead;
    long newestMillis = Long.MIN_VALUE;
    private long jumps;
    private long jumpsFrom = Long.MAX_VALUE;

    /** Adds another page. Nothing of a discarded one counts as sent or as left out; it was read nevertheless. */
    void add(PageCounts page, boolean discarded) {
        bytes += page.bytes;
        samples += page.samples;
        repeated += page.repeated;
        newestMillis = Math.max(newestMillis, page.newestMillis);
        if (discarded) {
            return;
        }
        kept += page.kept;
        added += page.added;
        sent += page.sent;
        unchanged += page.unchanged;
        duplicateSeries += page.duplicateSeries;
        outOfOrder += page.outOfOrder;
        conflicting += page.conflicting;
        tooFarAhead += page.tooFarAhead;
    }

    /** Bytes of the page, decompressed. */
    public long bytes() {
        return bytes;
    }

    /** Samples on the page. */
    public long samples() {
        return samples;
    }

    /** Samples that relabeling left. */
    public long kept() {
        return kept;
    }

    /** Series that no earlier page had, or that were gone. */
    public long added() {
        return added;
    }

    /** Samples sent. */
    public long sent() {
        return sent;
    }

    /** Samples not sent because the same one was sent before. */
    public long unchanged() {
        return unchanged;
    }

    /** Samples of series that this page had already. */
    public long repeated() {
        return repeated;
    }

    /** Samples not sent because another series of the page has the same labels after relabeling. */
    public long duplicateSeries() {
        return duplicateSeries;
    }

    /** Samples not sent because they are older than the last one of their series. */
    public long outOfOrder() {
        return outOfOrder;
    }

    /** Samples not sent because another value was sent for the same time. */
    public long conflicting() {
        return conflicting;
    }

    /** Samples not sent because they lie more than ten minutes in the future. */
    public long tooFarAhead() {
        return tooFarAhead;
    }

    /** The newest timestamp on the page, {@link Long#MIN_VALUE} for a page without samples. */
    public long newestMillis() {
        return newestMillis;
    }

    void jumped(long fromMillis) {
        jumps++;
        jumpsFrom = Math.min(jumpsFrom, fromMillis);
    }

    /**
     * From when on samples were probably missed between two pages, {@link Long#MAX_VALUE} when none were: many series at once
     * came after one and a half times their usual spacing or more. Single series do that by themselves.
     */
    public long missedFromMillis() {
        return jumps > 0 && 100 * jumps >= sent ? jumpsFrom : Long.MAX_VALUE;
    }

    /** Series that this page's replica took over from the other, which had fallen behind. */
    public long successions() {
        return successions;
    }

    /** Series whose samples are taken from this page and not from another replica's. */
    public long served() {
        return kept - duplicateSeries;
    }
}
