package dev.tributary.aggregator.storage.logs.block;

import java.nio.charset.StandardCharsets;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;

/**
 * The structured metadata of an entry as bytes.
 *
 * <pre>
 * set := count:varint (nameLength:varint name valueLength:varint value)*count      by name; empty for no metadata at all
 * </pre>
 */
public final class MetadataSet {
    /** What a set may hold; limits at the door are lower. */
    public static final int PAIRS_MAX = 1024;

    private MetadataSet() {
    }

    /**
     * Appends a set.
     *
     * @param sorted by name, without duplicates and empty values
     */
    public static void write(LabelSlices sorted, ByteWriter out) {
        if (sorted.size() == 0) {
            return;
        }
        out.putVarint(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            out.putVarint(sorted.nameLength(i));
            out.putBytes(sorted.bytes(), sorted.nameOffset(i), sorted.nameLength(i));
            out.putVarint(sorted.valueLength(i));
            out.putBytes(sorted.bytes(), sorted.valueOffset(i), sorted.valueLength(i));
        }
    }

    /**
     * Reads a set.
     *
     * @throws dev.tributary.aggregator.storage.memory.CorruptDataException when the bytes are none
     */
    public static Labels read(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return Labels.EMPTY;
        }
        ByteReader in = new ByteReader();
        in.reset(bytes, offset, length);
        String[] pairs = new String[2 * in.readCount(PAIRS_MAX)];
        for (int i = 0; i < pairs.length; i++) {
            int textLength = in.readCount(in.remaining());
            pairs[i] = new String(bytes, in.skip(textLength), textLength, StandardCharsets.UTF_8);
        }
        in.requireEnd();
        return Labels.ofSortedPairs(pairs);
    }
}
