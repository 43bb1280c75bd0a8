package dev.tributary.collector.federate;

import java.util.List;

/**
 * How a target fares, for the status page.
 *
 * @param job            its job
 * @param url            its page
 * @param lastMillis     when the last pull began, 0 before the first
 * @param seconds        how long it took
 * @param up             true when the pull succeeded
 * @param complete       true when nothing speaks against the page
 * @param samples        samples on the page
 * @param sent           samples sent of it
 * @param liveSeries     series the target has
 * @param newestMillis   newest timestamp on the page, 0 when there is none
 * @param completeMillis when the last complete pull began, 0 when there was none
 * @param faults         what was wrong, in words
 * @param shards         the requests of the last pull
 */
public record TargetStatus(String job, String url, long lastMillis, double seconds, boolean up, boolean complete,
        long samples, long sent, int liveSeries, long newestMillis, long completeMillis, List<String> faults,
        List<ShardResult> shards) {
    public TargetStatus {
        faults = List.copyOf(faults);
        shards = List.copyOf(shards);
    }

    /** A target that was not pulled yet. */
    static TargetStatus unknown(String job, String url) {
        return new TargetStatus(job, url, 0, 0, false, false, 0, 0, 0, 0, 0, List.of(), List.of());
    }
}
