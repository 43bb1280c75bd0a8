package dev.tributary.aggregator.storage.logs.write;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tributary.aggregator.storage.logs.block.MetadataSet;
import dev.tributary.aggregator.storage.logs.head.LogHead;
import dev.tributary.aggregator.storage.logs.log.EntryRows;
import dev.tributary.aggregator.storage.logs.record.LogRecordEntry;
import dev.tributary.aggregator.storage.logs.record.RecordRows;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.follow.LogFollowers;
import org.jspecify.annotations.Nullable;

/** Applies logged entries to the head, and tells those who follow. For the thread that applies commits, or replays. */
public final class LogAppender {
    private final SeriesCatalog catalog;
    private final LogHead head;
    private final RecordRows records;
    private final LogFollowers followers;
    private final KnownEntries known;

    /** Tells whether an entry is stored. */
    public interface KnownEntries {
        /** True when a stream has that entry, in memory or in a block. */
        boolean has(int ref, LogEntry entry);
    }

    public LogAppender(SeriesCatalog catalog, LogHead head, RecordRows records, LogFollowers followers,
            KnownEntries known) {
        this.catalog = catalog;
        this.head = head;
        this.records = records;
        this.followers = followers;
        this.known = known;
    }

    RecordRows records() {
        return records;
    }

    /** Stages a record; false when it is older than what is stored. */
    boolean stage(LogRecordEntry entry, RawBatch write) {
        return records.stage(entry, head.active().number(), write);
    }

    /** Where entries go, by what the log names. */
    public EntryRows.Sink replay() {
        return new Application(false);
    }

    void apply(EntryRows rows) {
        rows.play(new Application(!followers.isEmpty()));
    }

    void tell(LogRecordEntry entry) {
        ClusterSeries cluster = catalog.find(entry.cluster());
        if (followers.isEmpty() || cluster == null) {
            return;
        }
        Labels stream = cluster.labels(cluster.ref(entry.stream()));
        followers.stored(stream, new LogEntry(entry.version().timestampNanos(),
                new String(entry.line(), StandardCharsets.UTF_8),
                MetadataSet.read(entry.set(), 0, entry.set().length)));
    }

    private final class Application implements EntryRows.Sink {
        private final boolean telling;
        private int ref = -1;
        /** The stream's labels, while somebody follows it. */
        private @Nullable Labels followed;

        Application(boolean telling) {
            this.telling = telling;
        }

        @Override
        public void stream(int cluster, int id) {
            ClusterSeries series = catalog.find(cluster);
            ref = series == null ? -1 : series.ref(id);
            followed = null;
            if (telling && series != null && ref >= 0) {
                Labels labels = series.labels(ref);
                followed = followers.ignore(labels) ? null : labels;
            }
        }

        @Override
        public void entry(long timeNanos, byte[] bytes, int offset, int length, int setOffset, int setLength) {
            if (ref < 0) {
                return;
            }
            Labels stream = followed;
            LogEntry told = stream == null ? null : read(timeNanos, bytes, offset, length, setOffset, setLength);
            if (told != null && known.has(ref, told)) {
                told = null;
            }
            head.active().append(ref, timeNanos, bytes, offset, length, bytes, setOffset, setLength);
            if (stream != null && told != null) {
                followers.stored(stream, told);
            }
        }

        private static LogEntry read(long timeNanos, byte[] bytes, int offset, int length, int setOffset,
                int setLength) {
            byte[] set = Arrays.copyOfRange(bytes, setOffset, setOffset + setLength);
            return new LogEntry(timeNanos, new String(bytes, offset, length, StandardCharsets.UTF_8),
                    MetadataSet.read(set, 0, setLength));
        }
    }
}
