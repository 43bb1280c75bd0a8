package dev.tributary.collector.lines;

import org.jspecify.annotations.Nullable;

/** A line that begins with its time, in an array that holds others beside it. */
public final class StampedLine {
    private final long timeNanos;
    private final byte[] bytes;
    private final int from;
    private final int textFrom;
    private final int to;

    private StampedLine(long timeNanos, byte[] bytes, int from, int textFrom, int to) {
        this.timeNanos = timeNanos;
        this.bytes = bytes;
        this.from = from;
        this.textFrom = textFrom;
        this.to = to;
    }

    /** Null for what does not begin with a time. */
    public static @Nullable StampedLine of(byte[] bytes, int from, int to) {
        int blank = from;
        while (blank < to && bytes[blank] != ' ') {
            blank++;
        }
        long time = Rfc3339.parse(bytes, from, blank);
        return time == Rfc3339.NONE ? null : new StampedLine(time, bytes, from, Math.min(to, blank + 1), to);
    }

    /** Unix nanoseconds. */
    public long timeNanos() {
        return timeNanos;
    }

    /** The array that holds time and text from {@link #from} to {@link #to}, without a line feed. */
    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    /** Where the text begins. */
    int textFrom() {
        return textFrom;
    }

    public int to() {
        return to;
    }
}
