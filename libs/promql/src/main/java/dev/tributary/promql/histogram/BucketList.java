package dev.tributary.promql.histogram;

import java.util.Arrays;

/**
 * Buckets of one side of a histogram: counts by rising index, each with what compensated summation has lost so far. A
 * mutable building block of {@link HistogramSum}.
 */
final class BucketList {
    private int[] indexes;
    private double[] counts;
    private double[] lost;
    private int size;

    private BucketList(int capacity) {
        indexes = new int[capacity];
        counts = new double[capacity];
        lost = new double[capacity];
    }

    static BucketList of(int[] spans, double[] buckets) {
        BucketList list = new BucketList(buckets.length);
        int index = 0;
        int at = 0;
        for (int i = 0; i + 1 < spans.length; i += 2) {
            index += spans[i];
            for (int k = 0; k < spans[i + 1] && at < buckets.length; k++) {
                list.indexes[at] = index++;
                list.counts[at] = buckets[at];
                at++;
            }
        }
        list.size = at;
        return list;
    }

    static BucketList empty() {
        return new BucketList(4);
    }

    BucketList copy() {
        BucketList copy = new BucketList(size);
        System.arraycopy(indexes, 0, copy.indexes, 0, size);
        System.arraycopy(counts, 0, copy.counts, 0, size);
        System.arraycopy(lost, 0, copy.lost, 0, size);
        copy.size = size;
        return copy;
    }

    int size() {
        return size;
    }

    int index(int at) {
        return indexes[at];
    }

    /** The count without what was lost. */
    double count(int at) {
        return counts[at];
    }

    double lost(int at) {
        return lost[at];
    }

    void scale(double factor) {
        for (int i = 0; i < size; i++) {
            counts[i] *= factor;
            lost[i] *= factor;
        }
    }

    void divide(double divisor) {
        for (int i = 0; i < size; i++) {
            counts[i] /= divisor;
            lost[i] /= divisor;
        }
    }

    void clear() {
        size = 0;
    }

    /** Appends a bucket behind the last one, or adds to the last one when it is the same. */
    void append(int index, double count) {
        if (size > 0 && indexes[size - 1] == index) {
            addTo(size - 1, count, true);
            return;
        }
        ensure(size + 1);
        indexes[size] = index;
        counts[size] = count;
        lost[size] = 0;
        size++;
    }

    /** States what the last bucket has lost. */
    void setLost(double lostOfLast) {
        lost[size - 1] = lostOfLast;
    }

    private void ensure(int capacity) {
        if (indexes.length < capacity) {
            int grown = Math.max(capacity, 2 * indexes.length);
            indexes = Arrays.copyOf(indexes, grown);
            counts = Arrays.copyOf(counts, grown);
            lost = Arrays.copyOf(lost, grown);
        }
    }

    /** Adds one count, keeping the rounding error apart when compensated. */
    private void addTo(int at, double increment, boolean compensated) {
        if (!compensated) {
            counts[at] += increment;
            return;
        }
        double total = counts[at] + increment;
        lost[at] = CompensatedSum.lost(increment, counts[at], total, lost[at]);
        counts[at] = total;
    }

    /** Adds the buckets of another list, multiplied with a sign; new buckets are put in their places. */
    void add(BucketList other, double sign, boolean compensated) {
        if (hasAllOf(other)) {
            int at = 0;
            for (int i = 0; i < other.size; i++) {
                while (indexes[at] != other.indexes[i]) {
                    at++;
                }
                addFrom(at, other, i, sign, compensated);
            }
            return;
        }
        BucketList mine = copy();
        ensure(size + other.size);
        size = 0;
        int m = 0;
        int o = 0;
        while (m < mine.size || o < other.size) {
            boolean takeMine = o == other.size || m < mine.size && mine.indexes[m] <= other.indexes[o];
            boolean both = takeMine && o < other.size && mine.indexes[m] == other.indexes[o];
            indexes[size] = takeMine ? mine.indexes[m] : other.indexes[o];
            counts[size] = takeMine ? mine.counts[m] : sign * other.counts[o];
            lost[size] = takeMine ? mine.lost[m] : 0;
            if (both) {
                addFrom(size, other, o, sign, compensated);
            }
            size++;
            m += takeMine ? 1 : 0;
            o += both || !takeMine ? 1 : 0;
        }
    }

    private void addFrom(int at, BucketList other, int otherAt, double sign, boolean compensated) {
        addTo(at, sign * other.counts[otherAt], compensated);
        if (compensated && other.lost[otherAt] != 0) {
            addTo(at, sign * other.lost[otherAt], true);
        }
    }

    private boolean hasAllOf(BucketList other) {
        int at = 0;
        for (int i = 0; i < other.size; i++) {
            while (at < size && indexes[at] < other.indexes[i]) {
                at++;
            }
            if (at == size || indexes[at] != other.indexes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Merges buckets into those of a coarser schema. */
    void reduce(int schema, int coarserSchema, boolean compensated) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            int index = BucketBounds.coarser(indexes[i], schema, coarserSchema);
            if (kept > 0 && indexes[kept - 1] == index) {
                addTo(kept - 1, counts[i], compensated);
                if (compensated) {
                    addTo(kept - 1, lost[i], true);
                }
            } else {
                indexes[kept] = index;
                counts[kept] = counts[i];
                lost[kept] = lost[i];
                kept++;
            }
        }
        size = kept;
    }

    /** Drops the first buckets. */
    void dropFirst(int dropped) {
        System.arraycopy(indexes, dropped, indexes, 0, size - dropped);
        System.arraycopy(counts, dropped, counts, 0, size - dropped);
        System.arraycopy(lost, dropped, lost, 0, size - dropped);
        size -= dropped;
    }

    /** Adds what was lost to the counts. */
    void settle() {
        for (int i = 0; i < size; i++) {
            counts[i] += lost[i];
            lost[i] = 0;
        }
    }

    /** Removes empty buckets. */
    void compact() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (counts[i] != 0) {
                indexes[kept] = indexes[i];
                counts[kept] = counts[i];
                lost[kept] = lost[i];
                kept++;
            }
        }
        size = kept;
    }

    boolean hasInfinity() {
        for (int i = 0; i < size; i++) {
            if (Double.isInfinite(counts[i])) {
                return true;
            }
        }
        return false;
    }

    double largest() {
        double largest = 0;
        for (int i = 0; i < size; i++) {
            largest = Math.abs(counts[i]) > largest ? Math.abs(counts[i]) : largest;
        }
        return largest;
    }

    double[] toBuckets() {
        return Arrays.copyOf(counts, size);
    }

    int[] toSpans() {
        int spans = 0;
        for (int i = 0; i < size; i++) {
            spans += i == 0 || indexes[i] != indexes[i - 1] + 1 ? 1 : 0;
        }
        int[] pairs = new int[2 * spans];
        int at = -2;
        for (int i = 0; i < size; i++) {
            if (i == 0 || indexes[i] != indexes[i - 1] + 1) {
                at += 2;
                pairs[at] = i == 0 ? indexes[0] : indexes[i] - indexes[i - 1] - 1;
            }
            pairs[at + 1]++;
        }
        return pairs;
    }
}
