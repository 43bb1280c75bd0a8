package dev.tributary.collector.lines;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds ends of lines, eight bytes at a time. */
final class Newlines {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);
    private static final long LINE_FEEDS = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Newlines() {
    }

    /** The offset behind the next line feed, or -1. */
    static int after(byte[] bytes, int from, int limit) {
        int at = from;
        while (limit - at >= Long.BYTES) {
            long word = (long) LONGS.get(bytes, at) ^ LINE_FEEDS;
            long zeros = word - LOW_BITS & ~word & HIGH_BITS;
            if (zeros != 0) {
                return at + (Long.numberOfTrailingZeros(zeros) >>> 3) + 1;
            }
            at += Long.BYTES;
        }
        while (at < limit) {
            if (bytes[at++] == '\n') {
                return at;
            }
        }
        return -1;
    }

    /** The end of a line without its line feed and the carriage return before that. */
    static int textEnd(byte[] bytes, int from, int to) {
        int end = to > from && bytes[to - 1] == '\n' ? to - 1 : to;
        return end > from && bytes[end - 1] == '\r' ? end - 1 : end;
    }
}
