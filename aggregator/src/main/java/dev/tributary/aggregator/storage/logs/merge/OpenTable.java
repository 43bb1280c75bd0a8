package dev.tributary.aggregator.storage.logs.merge;

import dev.tributary.aggregator.storage.logs.block.LineTable;

/** Walks over the entries of an open table within a range of time, in one direction. Not safe for several threads. */
final class OpenTable {
    private final TableSource source;
    private final TableSource.Found found;
    private final int step;
    private final int end;
    private int position;

    /** Stands on the first entry of the range, if there is one. */
    OpenTable(TableSource source, TableSource.Found found, long startNanos, long endNanos, boolean forward) {
        this.source = source;
        this.found = found;
        int from = firstAtOrAfter(startNanos);
        int to = firstAtOrAfter(endNanos);
        step = forward ? 1 : -1;
        position = forward ? from : to - 1;
        end = forward ? to : from - 1;
        skipHidden();
    }

    private int firstAtOrAfter(long nanos) {
        int low = 0;
        int high = found.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (found.table().timeNanos(found.index(middle)) < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    TableSource source() {
        return source;
    }

    LineTable table() {
        return found.table();
    }

    boolean isDone() {
        // Beyond, where nothing was in the range.
        return (end - position) * step <= 0;
    }

    int index() {
        return found.index(position);
    }

    long timeNanos() {
        return found.table().timeNanos(index());
    }

    void advance() {
        position += step;
        skipHidden();
    }

    private void skipHidden() {
        while (!isDone() && source.hides(found.table(), index())) {
            position += step;
        }
    }

    /** True when another entry of the same time follows. */
    boolean hasTwin() {
        int next = position + step;
        return next != end && found.table().timeNanos(found.index(next)) == timeNanos();
    }
}
