package dev.tributary.aggregator.storage.logs.record;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.aggregator.storage.logs.block.LineSearch;
import dev.tributary.aggregator.storage.logs.block.LineTable;
import dev.tributary.aggregator.storage.logs.deletion.HiddenOfStream;
import dev.tributary.aggregator.storage.logs.merge.TableSource;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import org.jspecify.annotations.Nullable;

/** Reads records as they were at one moment. Not safe for several threads. */
public final class RecordReader implements AutoCloseable {
    /** Records read into memory at a time. */
    private static final int RUN_MAX = 1000;

    private final RocksCursor cursor;

    public RecordReader(RecordRows rows, RocksSnapshot snapshot) {
        cursor = snapshot.cursor(rows.family());
    }

    /** True when a stream has a record in a range of time, deleted or not. */
    public boolean has(int cluster, int stream, long startNanos, long endNanos) {
        byte[] prefix = RecordKeys.prefix(cluster, stream);
        return cursor.seek(RecordKeys.from(cluster, stream, startNanos)) && cursor.keyStartsWith(prefix)
                && RecordKeys.timeOf(cursor.key()) < endNanos;
    }

    /** How many records there are in a range, and how long. */
    public record Run(int cluster, int stream, long firstNanos, long lastNanos, int entries, long bytes) {
    }

    /** The records of a stream in a range of time, by runs that are read as one; records of one time are in one run. */
    public List<Run> runs(int cluster, int stream, long startNanos, long endNanos) {
        List<Run> runs = new ArrayList<>();
        byte[] prefix = RecordKeys.prefix(cluster, stream);
        int entries = 0;
        long bytes = 0;
        long first = 0;
        long last = 0;
        for (boolean more = cursor.seek(RecordKeys.from(cluster, stream, startNanos)); more
                && cursor.keyStartsWith(prefix); more = cursor.next()) {
            long nanos = RecordKeys.timeOf(cursor.key());
            if (nanos >= endNanos) {
                break;
            }
            if (entries >= RUN_MAX && nanos != last) {
                runs.add(new Run(cluster, stream, first, last, entries, bytes));
                entries = 0;
                bytes = 0;
            }
            first = entries == 0 ? nanos : first;
            last = nanos;
            entries++;
            cursor.value();
            bytes += cursor.valueLength();
        }
        if (entries > 0) {
            runs.add(new Run(cluster, stream, first, last, entries, bytes));
        }
        return runs;
    }

    /**
     * A run to be merged with other tables.
     *
     * @param hidden what is deleted of the stream
     */
    public TableSource source(Run run, HiddenOfStream hidden) {
        return new RunSource(run, hidden);
    }

    private RecordTable read(Run run, HiddenOfStream hidden) {
        RecordTable table = new RecordTable();
        byte[] prefix = RecordKeys.prefix(run.cluster, run.stream);
        for (boolean more = cursor.seek(RecordKeys.from(run.cluster, run.stream, run.firstNanos)); more
                && cursor.keyStartsWith(prefix); more = cursor.next()) {
            long nanos = RecordKeys.timeOf(cursor.key());
            if (nanos > run.lastNanos) {
                break;
            }
            byte[] value = cursor.value();
            table.add(nanos, value, cursor.valueLength());
            if (hidden.of(RecordTable.flushOf(value, cursor.valueLength())).hides(table, table.size() - 1)) {
                table.removeLast();
            }
        }
        return table;
    }

    @Override
    public void close() {
        cursor.close();
    }

    private final class RunSource implements TableSource {
        private final Run run;
        private final HiddenOfStream hidden;

        RunSource(Run run, HiddenOfStream hidden) {
            this.run = run;
            this.hidden = hidden;
        }

        @Override
        public long firstNanos() {
            return run.firstNanos;
        }

        @Override
        public long lastNanos() {
            return run.lastNanos;
        }

        /** Behind all lines. */
        @Override
        public long order() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean mayRepeat() {
            return false;
        }

        @Override
        public boolean isRecords() {
            return true;
        }

        @Override
        public boolean hides(LineTable table, int index) {
            return false;
        }

        @Override
        public @Nullable Found open(@Nullable LineSearch search) {
            RecordTable table = read(run, hidden);
            if (search == null) {
                return table.size() == 0 ? null : new Found(table, null);
            }
            int[] wanted = search.find(table);
            return wanted.length == 0 ? null : new Found(table, wanted);
        }
    }
}
