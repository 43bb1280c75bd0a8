package dev.tributary.queryapi.port;

import java.util.List;

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

    /**
     * A span of time whose older samples lie on the disk together.
     *
     * @param id        the same for as long as it is there, 26 characters
     * @param minMillis its first instant, Unix milliseconds
     * @param endMillis the first instant behind it
     * @param series    with samples in it
     */
    record Block(String id, long minMillis, long endMillis, long series) {
    }

    Head head();

    /** The blocks in the order of time; none while the store is not open. */
    default List<Block> blocks() {
        return List.of();
    }

    Replay replay();

    /** Damaged pieces of data found since the start. */
    long corruptions();
}
