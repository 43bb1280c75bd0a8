package dev.tributary.queryapi.port;

/** What the store knows of its recent part. Asked anew for each request, from several threads. */
public interface StorageStatus {
    /**
     * The recent part of the store.
     *
     * @param series    with samples in it
     * @param chunks    held in memory
     * @param minMillis earliest sample, Unix milliseconds; the largest long when there is none
     * @param maxMillis latest sample; the smallest long when there is none
     */
    record Head(long series, long chunks, long minMillis, long maxMillis) {
    }

    /** How far reading the log has come after a start: from one place to another, now at a third. */
    record Replay(long min, long max, long current) {
    }

    Head head();

    Replay replay();

    /** Damaged pieces of data found since the start. */
    long corruptions();
}
