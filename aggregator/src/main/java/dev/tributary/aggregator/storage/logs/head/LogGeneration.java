package dev.tributary.aggregator.storage.logs.head;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

import dev.tributary.aggregator.storage.logs.merge.HiddenEntries;
import org.jspecify.annotations.Nullable;

/** The entries that arrived between two flushes. One thread appends; any reads. */
public final class LogGeneration {
    /** An empty buffer with its arrays. */
    private static final long BUFFER_BYTES = 400;
    private static final int REFS_MIN = 256;

    private final long number;
    private final TextPages pages;
    private int readers;
    private boolean retired;
    private volatile AtomicReferenceArray<@Nullable StreamBuffer> buffers = new AtomicReferenceArray<>(REFS_MIN);
    private volatile long bytes;
    private volatile long entries;

    LogGeneration(long number, TextPages pages) {
        this.number = number;
        this.pages = pages;
    }

    /** Keeps the entries readable until they are released; false when they are gone already. */
    synchronized boolean acquire() {
        if (retired && readers == 0) {
            return false;
        }
        readers++;
        return true;
    }

    /** Ends what {@link #acquire} began. */
    public synchronized void release() {
        readers--;
        recycle();
    }

    /** Nobody finds it any more; its memory serves again when the last who reads it has released it. */
    synchronized void retire() {
        retired = true;
        recycle();
    }

    private void recycle() {
        if (!retired || readers > 0) {
            return;
        }
        AtomicReferenceArray<@Nullable StreamBuffer> all = buffers;
        buffers = new AtomicReferenceArray<>(0);
        for (int i = 0; i < all.length(); i++) {
            StreamBuffer buffer = all.get(i);
            if (buffer != null) {
                buffer.recycle();
            }
        }
    }

    /** Which log belongs to this generation; rising. */
    public long number() {
        return number;
    }

    /** Memory held. */
    public long bytes() {
        return bytes;
    }

    public long entries() {
        return entries;
    }

    /** Takes an entry of a stream. For the thread that appends. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public void append(int ref, long timeNanos, byte[] line, int offset, int length, byte[] set, int setOffset,
            int setLength) {
        StreamBuffer buffer = find(ref);
        long grown = 0;
        if (buffer == null) {
            buffer = new StreamBuffer(pages);
            put(ref, buffer);
            grown = BUFFER_BYTES;
        }
        grown += buffer.append(timeNanos, line, offset, length, set, setOffset, setLength);
        if (grown != 0) {
            bytes += grown;
        }
        entries++;
    }

    private void put(int ref, StreamBuffer buffer) {
        AtomicReferenceArray<@Nullable StreamBuffer> all = buffers;
        if (ref >= all.length()) {
            AtomicReferenceArray<@Nullable StreamBuffer> more = new AtomicReferenceArray<>(
                    Math.max(ref + 1, 2 * all.length()));
            for (int i = 0; i < all.length(); i++) {
                more.set(i, all.get(i));
            }
            buffers = more;
            all = more;
        }
        all.set(ref, buffer);
    }

    private @Nullable StreamBuffer find(int ref) {
        AtomicReferenceArray<@Nullable StreamBuffer> all = buffers;
        return ref < all.length() ? all.get(ref) : null;
    }

    /** The entries of a stream at this moment, or null when there are none. */
    public @Nullable BufferSource source(int ref, HiddenEntries hidden) {
        StreamBuffer buffer = find(ref);
        return buffer == null || buffer.count() == 0 ? null : new BufferSource(this, buffer, hidden);
    }

    /** True when a stream has an entry in the range, as far as its oldest and newest tell. */
    public boolean meets(int ref, long startNanos, long endNanos) {
        StreamBuffer buffer = find(ref);
        return buffer != null && buffer.count() > 0 && buffer.minNanos() < endNanos && buffer.maxNanos() >= startNanos;
    }

    /** The newest time of a stream, {@link Long#MIN_VALUE} when it has no entries. For the thread that appends. */
    public long newestNanos(int ref) {
        StreamBuffer buffer = find(ref);
        return buffer == null ? Long.MIN_VALUE : buffer.maxNanos();
    }

    /** Refs of the streams that have entries. */
    public int[] refs() {
        AtomicReferenceArray<@Nullable StreamBuffer> all = buffers;
        int[] refs = new int[all.length()];
        int count = 0;
        for (int i = 0; i < all.length(); i++) {
            if (all.get(i) != null) {
                refs[count++] = i;
            }
        }
        return Arrays.copyOf(refs, count);
    }
}
