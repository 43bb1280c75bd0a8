package dev.tributary.aggregator.storage.day;

import java.util.Arrays;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;

/** Brings samples gathered from several places into rising time order, each time once: the one gathered first stays. */
public final class SampleOrder {
    private SampleOrder() {
    }

    /** True when the rows from one on rise strictly in time. */
    public static boolean isRising(SampleColumns columns, int from) {
        long[] times = columns.timestamps();
        for (int i = from + 1; i < columns.size(); i++) {
            if (times[i] <= times[i - 1]) {
                return false;
            }
        }
        return true;
    }

    /** Appends the rows of one buffer to another in order; of equal times the first row stays. */
    public static void copySorted(SampleColumns from, SampleColumns into) {
        copySorted(from, new int[from.size()], into);
    }

    /** The same, where of equal times the row of the lowest rank stays. */
    public static void copySorted(SampleColumns from, int[] ranks, SampleColumns into) {
        int size = from.size();
        // A stable sort, so that of equal times the first gathered comes first.
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> {
            int byTime = Long.compare(from.timestamp(a), from.timestamp(b));
            return byTime != 0 ? byTime : Integer.compare(ranks[a], ranks[b]);
        });
        for (int i = 0; i < size; i++) {
            int row = order[i];
            if (i == 0 || from.timestamp(row) != from.timestamp(order[i - 1])) {
                copyRow(from, row, into);
            }
        }
    }

    private static void copyRow(SampleColumns from, int row, SampleColumns into) {
        NativeHistogram histogram = from.histogram(row);
        if (histogram == null) {
            into.add(from.timestamp(row), from.value(row));
        } else {
            into.add(from.timestamp(row), histogram);
        }
        into.startOfLast(from.start(row));
    }
}
