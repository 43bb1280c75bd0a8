package dev.tributary.model.port;

/**
 * How much there is of a stream.
 *
 * @param entries    lines
 * @param bytes      bytes of the lines in UTF-8
 * @param blocks     pieces they are stored in
 * @param firstNanos no entry is older, Unix nanoseconds
 * @param lastNanos  no entry is newer, Unix nanoseconds
 */
public record StreamStats(long entries, long bytes, long blocks, long firstNanos, long lastNanos) {
}
