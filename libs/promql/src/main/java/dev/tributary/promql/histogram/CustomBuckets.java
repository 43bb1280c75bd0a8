package dev.tributary.promql.histogram;

import java.util.Arrays;

import dev.tributary.model.NativeHistogram;

/** Joins histograms with different custom bounds on the bounds they share. */
final class CustomBuckets {
    private CustomBuckets() {
    }

    /** Adds the buckets of a histogram, times a sign, to a sum whose bounds become those common to both. */
    static void join(HistogramSum sum, NativeHistogram other, double sign) {
        double[] common = intersection(sum.bounds(), other.customBounds());
        double[] counts = new double[common.length + 1];
        double[] lost = new double[common.length + 1];
        BucketList mine = sum.positive();
        int target = 0;
        for (int i = 0; i < mine.size(); i++) {
            target = target(mine.index(i), sum.bounds(), common, target);
            add(counts, lost, target, mine.count(i));
            add(counts, lost, target, mine.lost(i));
        }
        BucketList others = BucketList.of(other.positiveSpans(), other.positiveBuckets());
        target = 0;
        for (int i = 0; i < others.size(); i++) {
            target = target(others.index(i), other.customBounds(), common, target);
            add(counts, lost, target, sign * others.count(i));
        }
        mine.clear();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] != 0 || lost[i] != 0) {
                mine.append(i, counts[i]);
                mine.setLost(lost[i]);
            }
        }
        sum.setBounds(common);
    }

    /** The common bucket that holds a bucket; never left of the one found before. */
    static int target(int index, double[] bounds, double[] common, int from) {
        if (index >= bounds.length) {
            return common.length;
        }
        int target = from;
        while (target < common.length && common[target] < bounds[index]) {
            target++;
        }
        return target;
    }

    private static void add(double[] counts, double[] lost, int at, double increment) {
        double total = counts[at] + increment;
        lost[at] = CompensatedSum.lost(increment, counts[at], total, lost[at]);
        counts[at] = total;
    }

    static double[] intersection(double[] a, double[] b) {
        double[] common = new double[Math.min(a.length, b.length)];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            if (a[i] == b[j]) {
                common[size++] = a[i];
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return Arrays.copyOf(common, size);
    }
}
