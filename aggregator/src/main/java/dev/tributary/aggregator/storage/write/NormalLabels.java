package dev.tributary.aggregator.storage.write;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.model.LabelSlices;

/**
 * A copy of labels in normal form: sorted by name, no name twice, no empty value. For one thread.
 */
final class NormalLabels {
    private static final byte[] EXPORTED = "exported_".getBytes(StandardCharsets.UTF_8);

    private final ByteWriter bytes = new ByteWriter(512);
    private LabelSlices labels = new LabelSlices();
    private LabelSlices spare = new LabelSlices();

    LabelSlices labels() {
        return labels;
    }

    /**
     * Takes a copy of labels, sorted and without empty values.
     *
     * @throws InvalidLabelsException when a name stands twice
     */
    void fill(LabelSlices from) throws InvalidLabelsException {
        bytes.clear();
        // Room for every later renaming, so that the array stays the same one.
        bytes.reserve(length(from) + EXPORTED.length * (from.size() + 1) + ClusterNames.LABEL.length);
        labels.reset(bytes.bytes());
        for (int i = 0; i < from.size(); i++) {
            if (from.valueLength(i) > 0) {
                int at = bytes.size();
                bytes.putBytes(from.bytes(), from.nameOffset(i), from.nameLength(i));
                bytes.putBytes(from.bytes(), from.valueOffset(i), from.valueLength(i));
                labels.add(at, from.nameLength(i), at + from.nameLength(i), from.valueLength(i));
            }
        }
        labels.sort();
        for (int i = 1; i < labels.size(); i++) {
            if (labels.compareNames(i - 1, i) == 0) {
                throw new InvalidLabelsException("label name \"" + labels.name(i) + "\" is not unique in " + labels);
            }
        }
    }

    private static int length(LabelSlices from) {
        int length = 0;
        for (int i = 0; i < from.size(); i++) {
            length += from.nameLength(i) + from.valueLength(i);
        }
        return length;
    }

    /** Position of a label by name, or -1. */
    int find(byte[] name) {
        return find(name, 0, name.length);
    }

    private int find(byte[] name, int offset, int length) {
        for (int i = 0; i < labels.size(); i++) {
            int from = labels.nameOffset(i);
            if (Arrays.equals(labels.bytes(), from, from + labels.nameLength(i), name, offset, offset + length)) {
                return i;
            }
        }
        return -1;
    }

    /** Takes one label out. */
    void remove(int index) {
        swap();
        for (int i = 0; i < spare.size(); i++) {
            if (i != index) {
                labels.add(spare.nameOffset(i), spare.nameLength(i), spare.valueOffset(i), spare.valueLength(i));
            }
        }
    }

    /** Puts {@code exported_} before a label's name until no other label has that name. */
    void moveAside(int index) {
        int start = bytes.size();
        bytes.putBytes(EXPORTED);
        bytes.putBytes(labels.bytes(), labels.nameOffset(index), labels.nameLength(index));
        while (find(bytes.bytes(), start, bytes.size() - start) >= 0) {
            int before = start;
            int length = bytes.size() - before;
            start = bytes.size();
            bytes.putBytes(EXPORTED);
            bytes.putBytes(bytes.bytes(), before, length);
        }
        swap();
        for (int i = 0; i < spare.size(); i++) {
            boolean moved = i == index;
            labels.add(moved ? start : spare.nameOffset(i), moved ? bytes.size() - start : spare.nameLength(i),
                    spare.valueOffset(i), spare.valueLength(i));
        }
        labels.sort();
    }

    private void swap() {
        LabelSlices kept = labels;
        labels = spare;
        spare = kept;
        labels.reset(spare.bytes());
    }
}
