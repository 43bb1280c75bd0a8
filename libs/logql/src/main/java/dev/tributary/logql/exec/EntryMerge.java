package dev.tributary.logql.exec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import dev.tributary.model.Labels;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.StoredStream;
import org.jspecify.annotations.Nullable;

/** The entries of several streams in order of time; those of one time in the order of the streams. */
final class EntryMerge implements AutoCloseable {
    private final PriorityQueue<Head> heads;
    private final Comparator<Head> order;
    private final List<EntryCursor> open = new ArrayList<>();
    private @Nullable Head current;

    private static final class Head {
        private final EntryCursor cursor;
        private final Labels labels;
        private final int stream;
        private long time;

        Head(EntryCursor cursor, Labels labels, int stream) {
            this.cursor = cursor;
            this.labels = labels;
            this.stream = stream;
        }

        boolean next() {
            boolean more = cursor.next();
            time = more ? cursor.timestampNanos() : 0;
            return more;
        }
    }

    EntryMerge(List<? extends StoredStream> streams, LogDirection direction) {
        Comparator<Head> byTime = Comparator.comparingLong(head -> head.time);
        this.order = (direction == LogDirection.FORWARD ? byTime : byTime.reversed())
                .thenComparingInt(head -> head.stream);
        this.heads = new PriorityQueue<>(Math.max(1, streams.size()), order);
        try {
            for (int i = 0; i < streams.size(); i++) {
                EntryCursor cursor = streams.get(i).entries(direction);
                open.add(cursor);
                Head head = new Head(cursor, streams.get(i).labels(), i);
                if (head.next()) {
                    heads.add(head);
                }
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Moves to the next entry; false when there is none. */
    boolean next() {
        Head head = current;
        if (head != null && head.next()) {
            Head rival = heads.peek();
            // Entries of one stream often stand together: the heap is left alone then.
            if (rival == null || order.compare(head, rival) <= 0) {
                return true;
            }
            heads.add(head);
        }
        current = heads.poll();
        return current != null;
    }

    /** The cursor that stands on the entry. */
    EntryCursor entry() {
        return head().cursor;
    }

    /** The labels of the entry's stream. */
    Labels stream() {
        return head().labels;
    }

    private Head head() {
        if (current == null) {
            throw new IllegalStateException("no entry");
        }
        return current;
    }

    @Override
    public void close() {
        open.forEach(EntryCursor::close);
        open.clear();
    }
}
