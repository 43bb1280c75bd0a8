package dev.tributary.logql.entry;

import java.util.Arrays;
import java.util.List;

import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;

/** A few labels in the order they came; an empty value is a value. */
final class LabelList {
    private String[] pairs = new String[16];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    private int indexOf(String name) {
        for (int i = 0; i < size; i++) {
            if (pairs[2 * i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    boolean has(String name) {
        return indexOf(name) >= 0;
    }

    @Nullable
    String find(String name) {
        int at = indexOf(name);
        return at < 0 ? null : pairs[2 * at + 1];
    }

    void set(String name, String value) {
        int at = indexOf(name);
        if (at >= 0) {
            pairs[2 * at + 1] = value;
        } else {
            append(name, value);
        }
    }

    /** Adds a label whose name is known to be new. */
    void append(String name, String value) {
        if (2 * size == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * pairs.length);
        }
        pairs[2 * size] = name;
        pairs[2 * size + 1] = value;
        size++;
    }

    void addAll(LabelList other) {
        for (int i = 0; i < other.size; i++) {
            append(other.pairs[2 * i], other.pairs[2 * i + 1]);
        }
    }

    void addNames(List<String> names) {
        for (int i = 0; i < size; i++) {
            names.add(pairs[2 * i]);
        }
    }

    void remove(String name) {
        int at = indexOf(name);
        if (at >= 0) {
            System.arraycopy(pairs, 2 * at + 2, pairs, 2 * at, 2 * (size - at - 1));
            size--;
        }
    }

    /** The labels in name order, those with an empty value too: people see that a field was there. */
    Labels toLabels() {
        String[] sorted = Arrays.copyOf(pairs, 2 * size);
        for (int i = 2; i < sorted.length; i += 2) {
            String name = sorted[i];
            String value = sorted[i + 1];
            int j = i;
            while (j > 0 && Labels.compareUtf8(sorted[j - 2], name) > 0) {
                sorted[j] = sorted[j - 2];
                sorted[j + 1] = sorted[j - 1];
                j -= 2;
            }
            sorted[j] = name;
            sorted[j + 1] = value;
        }
        return Labels.ofSortedPairs(sorted);
    }
}
