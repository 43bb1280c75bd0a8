package dev.tributary.collector.files;

/**
 * Lines without a time of their own get that of their reading plus one nanosecond for each byte before them. It is kept so
 * that lines read again get the same time again.
 *
 * @param from      offset of the first byte
 * @param to        offset behind the last byte
 * @param baseNanos time of the first byte
 */
public record TimeSegment(long from, long to, long baseNanos) {
}
