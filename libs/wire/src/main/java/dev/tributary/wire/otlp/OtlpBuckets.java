package dev.tributary.wire.otlp;

/** The running total of one side of an exponential histogram. */
final class OtlpBuckets {
    /** Where there would be more, neighbours are joined; the reference conversion of OpenTelemetry has the same bound. */
    private static final int BUCKETS_MAX = 160;

    private long first;
    private long[] counts = {};

    void clear() {
        counts = new long[0];
    }

    /**
     * How many further halvings of the resolution it takes until this and other buckets together are few enough.
     *
     * @param down      halvings that this side goes through anyhow
     * @param otherDown halvings of the other side
     */
    int surplus(int down, OtlpPoint.Buckets other, int otherDown) {
        int surplus = 0;
        while (span(down + surplus, other, otherDown + surplus) > BUCKETS_MAX) {
            surplus++;
        }
        return surplus;
    }

    private long span(int down, OtlpPoint.Buckets other, int otherDown) {
        return end(down, other, otherDown) - start(down, other, otherDown);
    }

    private long start(int down, OtlpPoint.Buckets other, int otherDown) {
        long own = counts.length == 0 ? Long.MAX_VALUE : shifted(first, down);
        return Math.min(own, other.counts.isEmpty() ? Long.MAX_VALUE : shifted(other.offset, otherDown));
    }

    private long end(int down, OtlpPoint.Buckets other, int otherDown) {
        long own = counts.length == 0 ? Long.MIN_VALUE : shifted(first + counts.length - 1, down) + 1;
        long others = other.counts.isEmpty()
                ? Long.MIN_VALUE
                : shifted((long) other.offset + other.counts.size() - 1, otherDown) + 1;
        return Math.max(own, others);
    }

    /** Indexes have 32 bits: beyond that all are in one of two buckets. */
    private static long shifted(long index, int down) {
        return index >> Math.min(down, 63);
    }

    /** Adds other buckets after both sides went down by so many halvings. */
    void add(int down, OtlpPoint.Buckets other, int otherDown) {
        long start = start(down, other, otherDown);
        long end = end(down, other, otherDown);
        if (end <= start) {
            return;
        }
        long[] sums = new long[(int) (end - start)];
        for (int i = 0; i < counts.length; i++) {
            sums[(int) (shifted(first + i, down) - start)] += counts[i];
        }
        for (int i = 0; i < other.counts.size(); i++) {
            sums[(int) (shifted((long) other.offset + i, otherDown) - start)] += other.counts.get(i);
        }
        first = start;
        counts = sums;
    }

    void writeTo(OtlpPoint.Buckets into) {
        into.offset = (int) first;
        into.counts.clear();
        for (long count : counts) {
            into.counts.add(count);
        }
    }
}
