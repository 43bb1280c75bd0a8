package dev.tributary.aggregator.storage.series;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The ids of the series that carry one label, rising. Short lists are plain arrays, long ones Roaring bitmaps. Guarded by
 * the lock of its cluster.
 */
final class PostingList {
    /** Above this a bitmap's fixed cost of about 100 bytes is small beside the list. */
    private static final int ARRAY_MAX = 256;

    private int[] ids = new int[2];
    private int size;
    private @Nullable RoaringBitmap bitmap;

    void add(int id) {
        RoaringBitmap bits = bitmap;
        if (bits != null) {
            bits.add(id);
            return;
        }
        if (size == ARRAY_MAX) {
            bits = RoaringBitmap.bitmapOf(ids);
            bits.add(id);
            bitmap = bits;
            ids = new int[0];
            size = 0;
            return;
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, Math.min(ARRAY_MAX, size + (size >> 1) + 1));
        }
        ids[size++] = id;
    }

    void remove(int id) {
        RoaringBitmap bits = bitmap;
        if (bits != null) {
            bits.remove(id);
            return;
        }
        int at = Arrays.binarySearch(ids, 0, size, id);
        if (at >= 0) {
            System.arraycopy(ids, at + 1, ids, at, size - at - 1);
            size--;
        }
    }

    boolean isEmpty() {
        RoaringBitmap bits = bitmap;
        return bits == null ? size == 0 : bits.isEmpty();
    }

    long count() {
        RoaringBitmap bits = bitmap;
        return bits == null ? size : bits.getLongCardinality();
    }

    /** Adds all ids to a set of the caller. */
    void orInto(RoaringBitmap into) {
        RoaringBitmap bits = bitmap;
        if (bits != null) {
            into.or(bits);
        } else {
            into.addN(ids, 0, size);
        }
    }

    /** Leaves in a set of the caller what is in this list too. */
    void retainIn(RoaringBitmap candidates) {
        RoaringBitmap bits = bitmap;
        candidates.and(bits == null ? RoaringBitmap.bitmapOf(Arrays.copyOf(ids, size)) : bits);
    }

    /** How many ids are in the set. */
    long countIn(RoaringBitmap set) {
        RoaringBitmap bits = bitmap;
        if (bits != null) {
            return RoaringBitmap.andCardinality(bits, set);
        }
        long found = 0;
        for (int i = 0; i < size; i++) {
            found += set.contains(ids[i]) ? 1 : 0;
        }
        return found;
    }

    /** True when any id is in the set. */
    boolean meets(RoaringBitmap set) {
        RoaringBitmap bits = bitmap;
        if (bits != null) {
            return RoaringBitmap.intersects(bits, set);
        }
        for (int i = 0; i < size; i++) {
            if (set.contains(ids[i])) {
                return true;
            }
        }
        return false;
    }
}
