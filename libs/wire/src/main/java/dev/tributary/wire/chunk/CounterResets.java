package dev.tributary.wire.chunk;

import dev.tributary.model.NativeHistogram;

/** Finds counter resets between histograms of one layout: a counter only drops when its process restarted. */
final class CounterResets {
    private CounterResets() {
    }

    static boolean isReset(NativeHistogram before, NativeHistogram after) {
        return after.count() < before.count() || after.zeroCount() < before.zeroCount()
                || drops(before.positiveBuckets(), after.positiveBuckets())
                || drops(before.negativeBuckets(), after.negativeBuckets());
    }

    private static boolean drops(double[] before, double[] after) {
        for (int i = 0; i < before.length; i++) {
            if (after[i] < before[i]) {
                return true;
            }
        }
        return false;
    }
}
