package dev.tributary.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.StoredStream;
import dev.tributary.model.port.StreamStats;

/** The entries of one stream in order of time, those of one time in the order they were written. Guarded by its store. */
final class MemoryStream {
    private final List<LogEntry> entries = new ArrayList<>();

    /** Keeps an entry; one that equals another is that other one, and false is given. */
    boolean add(LogEntry entry) {
        int at = firstAfter(entry.timestampNanos());
        for (int i = at - 1; i >= 0 && entries.get(i).timestampNanos() == entry.timestampNanos(); i--) {
            if (entries.get(i).equals(entry)) {
                return false;
            }
        }
        entries.add(at, entry);
        return true;
    }

    void remove(LogEntry entry) {
        entries.remove(entry);
    }

    private int firstAfter(long timestampNanos) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).timestampNanos() <= timestampNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** What the query asks for of this stream, as it is now. */
    StoredStream cut(Labels labels, LogQuery query) {
        int from = query.startNanos() == Long.MIN_VALUE ? 0 : firstAfter(query.startNanos() - 1);
        int to = query.endNanos() == Long.MIN_VALUE ? 0 : firstAfter(query.endNanos() - 1);
        return new Cut(labels, List.copyOf(entries.subList(from, Math.max(from, to))));
    }

    private record Cut(Labels labels, List<LogEntry> entries) implements StoredStream {
        @Override
        public StreamStats stats() {
            if (entries.isEmpty()) {
                return new StreamStats(0, 0, 0, 0, 0);
            }
            long bytes = entries.stream().mapToLong(entry -> bytesOf(entry.line())).sum();
            return new StreamStats(entries.size(), bytes, 1, entries.getFirst().timestampNanos(),
                    entries.getLast().timestampNanos());
        }

        @Override
        public EntryCursor entries(LogDirection direction) {
            return new Cursor(direction == LogDirection.FORWARD ? entries : entries.reversed());
        }
    }

    private static int bytesOf(String line) {
        return line.getBytes(StandardCharsets.UTF_8).length;
    }

    private static final class Cursor implements EntryCursor {
        private final List<LogEntry> entries;
        private int at = -1;

        Cursor(List<LogEntry> entries) {
            this.entries = entries;
        }

        @Override
        public boolean next() {
            at++;
            return at < entries.size();
        }

        @Override
        public long timestampNanos() {
            return entries.get(at).timestampNanos();
        }

        @Override
        public String line() {
            return entries.get(at).line();
        }

        @Override
        public int lineBytes() {
            return bytesOf(line());
        }

        @Override
        public Labels metadata() {
            return entries.get(at).metadata();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
