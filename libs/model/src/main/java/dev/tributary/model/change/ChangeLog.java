package dev.tributary.model.change;

/**
 * Remembers the changes of a store in a bounded room: of several changes only what a question about an older version can
 * still see, timestamps cut to whole seconds, and where even that is too much two neighbours as one. All of it errs towards
 * a lower timestamp. As writes mostly carry later timestamps than those before, the last half hour stays exact to the second.
 */
public final class ChangeLog implements SampleChanges {
    private static final int CAPACITY = 2048;
    private static final long UNIT_MILLIS = 1000;

    /** Versions rise, and so do the timestamps: a change hides those before it that are not lower. */
    private final long[] versions = new long[CAPACITY];
    private final long[] lowest = new long[CAPACITY];
    private int size;
    private volatile long version;

    /** Notes that samples at and after an instant changed; to be called when readers can see it. */
    public synchronized void changed(long fromMillis) {
        long from = Math.max(fromMillis, Long.MIN_VALUE + UNIT_MILLIS) / UNIT_MILLIS * UNIT_MILLIS;
        if (from > fromMillis) {
            from -= UNIT_MILLIS;
        }
        while (size > 0 && lowest[size - 1] >= from) {
            size--;
        }
        if (size == CAPACITY) {
            halve();
        }
        long next = version + 1;
        versions[size] = next;
        lowest[size++] = from;
        version = next;
    }

    /** Of two neighbours the lower timestamp stays, at the later version. */
    private void halve() {
        size = CAPACITY / 2;
        for (int i = 0; i < size; i++) {
            versions[i] = versions[2 * i + 1];
            lowest[i] = lowest[2 * i];
        }
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public long lowestSince(long since) {
        return since == version ? Long.MAX_VALUE : search(since);
    }

    private synchronized long search(long since) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (versions[middle] > since) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from == size ? Long.MAX_VALUE : lowest[from];
    }
}
