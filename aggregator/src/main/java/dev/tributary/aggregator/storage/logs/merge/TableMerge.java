package dev.tributary.aggregator.storage.logs.merge;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

import dev.tributary.aggregator.storage.logs.block.LineSearch;
import dev.tributary.aggregator.storage.logs.block.LineTable;
import dev.tributary.model.Labels;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import org.jspecify.annotations.Nullable;

/**
 * Merges tables in order of time; of equal entries the one that was written first is given. Tables are
 * opened when their times are reached and let go at their end. Not safe for several threads.
 */
public final class TableMerge implements EntryCursor {
    private static final LineTable NONE = new EmptyTable();

    private final long startNanos;
    private final long endNanos;
    private final boolean forward;
    private final @Nullable LineSearch search;
    private final Runnable atClose;
    private boolean closed;
    private final Deque<TableSource> pending = new ArrayDeque<>();
    private final List<OpenTable> active = new ArrayList<>();
    /** The table whose entry is shown, which must be left before the next. */
    private @Nullable OpenTable current;
    private Iterator<SameTime.Place> sameTime = List.<SameTime.Place>of().iterator();
    private LineTable table = NONE;
    private int index;

    /** All entries of some tables, oldest first. */
    public TableMerge(List<? extends TableSource> sources) {
        this(sources, Long.MIN_VALUE, Long.MAX_VALUE, LogDirection.FORWARD, null, () -> {
        });
    }

    /**
     * @param search  lines without its texts may be left out; null gives all lines
     * @param atClose gives back what the tables are read from
     */
    public TableMerge(List<? extends TableSource> sources, long startNanos, long endNanos, LogDirection direction,
            @Nullable LineSearch search, Runnable atClose) {
        this.atClose = atClose;
        this.startNanos = startNanos;
        this.endNanos = endNanos;
        this.forward = direction == LogDirection.FORWARD;
        this.search = search;
        List<TableSource> sorted = new ArrayList<>(sources);
        sorted.sort(forward
                ? Comparator.comparingLong(TableSource::firstNanos)
                : Comparator.comparingLong(TableSource::lastNanos).reversed());
        pending.addAll(sorted);
    }

    @Override
    public boolean next() {
        if (sameTime.hasNext()) {
            show(sameTime.next());
            return true;
        }
        OpenTable left = current;
        if (left != null) {
            left.advance();
            if (left.isDone()) {
                active.remove(left);
            }
            current = null;
        }
        return choose();
    }

    private void show(SameTime.Place place) {
        table = place.table();
        index = place.index();
    }

    private boolean choose() {
        OpenTable best = best();
        while (!pending.isEmpty() && (best == null || isReached(pending.getFirst(), best.timeNanos()))) {
            open(pending.removeFirst());
            best = best();
        }
        if (best == null) {
            table = NONE;
            return false;
        }
        if (hasTwins(best)) {
            takeSameTime(best.timeNanos());
            return true;
        }
        current = best;
        table = best.table();
        index = best.index();
        return true;
    }

    private boolean isReached(TableSource source, long nanos) {
        return forward ? source.firstNanos() <= nanos : source.lastNanos() >= nanos;
    }

    private void open(TableSource source) {
        TableSource.Found found = source.open(search);
        if (found != null) {
            OpenTable opened = new OpenTable(source, found, startNanos, endNanos, forward);
            if (!opened.isDone()) {
                active.add(opened);
            }
        }
    }

    private @Nullable OpenTable best() {
        OpenTable best = null;
        for (int i = 0; i < active.size(); i++) {
            OpenTable one = active.get(i);
            if (best == null || (forward ? one.timeNanos() < best.timeNanos() : one.timeNanos() > best.timeNanos())) {
                best = one;
            }
        }
        return best;
    }

    private boolean hasTwins(OpenTable best) {
        if (best.source().mayRepeat() && best.hasTwin()) {
            return true;
        }
        for (int i = 0; i < active.size(); i++) {
            OpenTable one = active.get(i);
            if (one != best && one.timeNanos() == best.timeNanos()) {
                return true;
            }
        }
        return false;
    }

    private void takeSameTime(long timeNanos) {
        List<OpenTable> twins = new ArrayList<>(active);
        twins.removeIf(one -> one.timeNanos() != timeNanos);
        twins.sort(Comparator.comparingLong(one -> one.source().order()));
        sameTime = SameTime.take(twins, timeNanos, forward).iterator();
        active.removeIf(OpenTable::isDone);
        show(sameTime.next());
    }

    /** The table in which the entry stands. */
    public LineTable table() {
        return table;
    }

    /** Position of the entry in its table. */
    public int index() {
        return index;
    }

    @Override
    public long timestampNanos() {
        return table.timeNanos(index);
    }

    @Override
    public String line() {
        return new String(lineArray(), lineOffset(), lineBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public int lineBytes() {
        return table.lineBytes(index);
    }

    @Override
    public byte[] lineArray() {
        return table.lineArray(index);
    }

    @Override
    public int lineOffset() {
        return table.lineOffset(index);
    }

    @Override
    public Labels metadata() {
        return table.metadata(index);
    }

    @Override
    public void close() {
        pending.clear();
        active.clear();
        current = null;
        table = NONE;
        if (!closed) {
            closed = true;
            atClose.run();
        }
    }

    /** Stands where no entry is shown. */
    private static final class EmptyTable implements LineTable {
        private static IllegalStateException none() {
            return new IllegalStateException("the cursor stands on no entry");
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public long timeNanos(int index) {
            throw none();
        }

        @Override
        public int lineBytes(int index) {
            throw none();
        }

        @Override
        public byte[] lineArray(int index) {
            throw none();
        }

        @Override
        public int lineOffset(int index) {
            throw none();
        }

        @Override
        public Labels metadata(int index) {
            throw none();
        }

        @Override
        public byte[] metadataArray(int index) {
            throw none();
        }

        @Override
        public int metadataOffset(int index) {
            throw none();
        }

        @Override
        public int metadataBytes(int index) {
            throw none();
        }
    }
}
