package dev.tributary.collector.logs;

/**
 * A push request that is not compressed yet, with what it holds. Two of them written one behind the other are one request with
 * the streams of both, since streams are a repeated field. The bytes never change.
 */
final class LogPart {
    private final byte[] message;
    private final int streams;
    private final int lines;
    private final long oldestNanos;
    private final long newestNanos;

    /** Takes the array over. */
    LogPart(byte[] message, int streams, int lines, long oldestNanos, long newestNanos) {
        this.message = message;
        this.streams = streams;
        this.lines = lines;
        this.oldestNanos = oldestNanos;
        this.newestNanos = newestNanos;
    }

    /** The message itself, not a copy: not to be written to. */
    byte[] message() {
        return message;
    }

    int streams() {
        return streams;
    }

    int lines() {
        return lines;
    }

    /** Time of its oldest line. */
    long oldestNanos() {
        return oldestNanos;
    }

    /** Time of its newest line. */
    long newestNanos() {
        return newestNanos;
    }
}
