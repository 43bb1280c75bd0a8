package dev.tributary.collector.series;

import java.util.Arrays;

import dev.tributary.model.LabelSlices;

/** Compares label sets byte by byte. */
final class SliceEquality {
    private SliceEquality() {
    }

    static boolean sameLabels(LabelSlices a, LabelSlices b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a, a.nameOffset(i), a.nameLength(i), b, b.nameOffset(i), b.nameLength(i))
                    || !same(a, a.valueOffset(i), a.valueLength(i), b, b.valueOffset(i), b.valueLength(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(LabelSlices a, int aOffset, int aLength, LabelSlices b, int bOffset, int bLength) {
        return Arrays.equals(a.bytes(), aOffset, aOffset + aLength, b.bytes(), bOffset, bOffset + bLength);
    }
}
