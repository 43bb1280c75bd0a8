package dev.tributary.collector.ship;

/**
 * One batch in quarantine.
 *
 * @param id           names it for replay and drop
 * @param sinceMillis  when it was set aside
 * @param status       HTTP status of the refusal
 * @param reason       the receiver's words
 * @param series       series in it
 * @param samples      samples and histograms in it
 * @param oldestMillis time of its oldest sample
 * @param newestMillis time of its newest sample
 * @param bytes        compressed size
 */
public record QuarantineEntry(String id, long sinceMillis, int status, String reason, int series, int samples,
        long oldestMillis, long newestMillis, long bytes) {
}
