package dev.tributary.aggregator.storage.logs.write;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.port.RecordVersion;

/** The structured metadata of one entry in normal form: sorted, the last of several values, none empty. For one thread. */
final class EntryMetadata {
    private static final byte[] KEY = RecordVersion.KEY.getBytes(StandardCharsets.UTF_8);

    private final LabelSlices kept = new LabelSlices();

    /** Brings what a sender gave into normal form; it may be sorted by this. */
    LabelSlices normal(LabelSlices sent) {
        if (sent.size() == 0 || sent.isSortedAndUnique() && sent.nameLength(0) > 0) {
            return sent;
        }
        sent.sort();
        kept.reset(sent.bytes());
        for (int i = 0; i < sent.size(); i++) {
            boolean last = i + 1 == sent.size() || sent.compareNames(i, i + 1) != 0;
            if (last && sent.nameLength(i) > 0 && sent.valueLength(i) > 0) {
                kept.add(sent.nameOffset(i), sent.nameLength(i), sent.valueOffset(i), sent.valueLength(i));
            }
        }
        return kept;
    }

    /** Bytes of names and values. */
    static int bytesOf(LabelSlices labels) {
        int sum = 0;
        for (int i = 0; i < labels.size(); i++) {
            sum += labels.nameLength(i) + labels.valueLength(i);
        }
        return sum;
    }

    /** Position of a record's key, or -1. */
    static int recordKey(LabelSlices labels) {
        for (int i = 0; i < labels.size(); i++) {
            int from = labels.nameOffset(i);
            if (Arrays.equals(labels.bytes(), from, from + labels.nameLength(i), KEY, 0, KEY.length)) {
                return i;
            }
        }
        return -1;
    }
}
