package dev.tributary.aggregator.storage.series;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** The numbers of all labels of one name, that is, its values. Guarded by the lock of its cluster. */
final class LabelNamePostings {
    private final String name;
    private int[] pairs = new int[2];
    private int size;

    LabelNamePostings(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void add(int pair) {
        if (size == pairs.length) {
            pairs = Arrays.copyOf(pairs, size + (size >> 1) + 1);
        }
        pairs[size++] = pair;
    }

    /** Takes out the labels that are not to stay. */
    void keep(IntPredicate stays) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (stays.test(pairs[i])) {
                pairs[kept++] = pairs[i];
            }
        }
        size = kept;
    }

    int size() {
        return size;
    }

    int pair(int index) {
        return pairs[index];
    }
}
