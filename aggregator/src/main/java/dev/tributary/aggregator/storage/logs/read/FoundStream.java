package dev.tributary.aggregator.storage.logs.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.logs.block.LineSearch;
import dev.tributary.aggregator.storage.logs.day.BlockRef;
import dev.tributary.aggregator.storage.logs.day.BlockRows;
import dev.tributary.aggregator.storage.logs.deletion.HiddenOfStream;
import dev.tributary.aggregator.storage.logs.head.BufferSource;
import dev.tributary.aggregator.storage.logs.head.LogGeneration;
import dev.tributary.aggregator.storage.logs.merge.HiddenEntries;
import dev.tributary.aggregator.storage.logs.merge.TableMerge;
import dev.tributary.aggregator.storage.logs.merge.TableSource;
import dev.tributary.aggregator.storage.logs.record.RecordReader;
import dev.tributary.model.Labels;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.StoredStream;
import dev.tributary.model.port.StreamStats;
import org.jspecify.annotations.Nullable;

/** One stream of a selection. */
final class FoundStream implements StoredStream {
    private final StreamName name;
    private final LogView view;
    private final @Nullable LineSearch search;

    FoundStream(StreamName name, LogView view, @Nullable LineSearch search) {
        this.name = name;
        this.view = view;
        this.search = search;
    }

    @Override
    public Labels labels() {
        return name.labels();
    }

    @Override
    public StreamStats stats() {
        StatsSum sum = new StatsSum();
        HiddenOfStream hidden = view.hidden(name.labels());
        for (DayPartition day : view.days()) {
            for (BlockRef ref : view.blocks(day, name)) {
                if (!hidden.of(ref.flush()).covers(ref.firstNanos(), ref.lastNanos())) {
                    sum.add(ref.entries(), ref.textBytes(), ref.firstNanos(), ref.lastNanos());
                }
            }
        }
        for (BufferSource buffer : buffers(hidden)) {
            sum.add(buffer.entries(), buffer.textBytes(), buffer.firstNanos(), buffer.lastNanos());
        }
        for (RecordReader.Run run : view.records(name)) {
            sum.add(run.entries(), run.bytes(), run.firstNanos(), run.lastNanos());
        }
        return sum.stats();
    }

    private List<BufferSource> buffers(HiddenOfStream deleted) {
        List<BufferSource> found = new ArrayList<>();
        for (LogGeneration generation : view.generations()) {
            HiddenEntries hidden = deleted.of(generation.number());
            BufferSource buffer = generation.source(name.ref(), hidden);
            if (buffer != null && buffer.firstNanos() < view.endNanos() && buffer.lastNanos() >= view.startNanos()
                    && !hidden.covers(buffer.firstNanos(), buffer.lastNanos())) {
                found.add(buffer);
            }
        }
        return found;
    }

    @Override
    public EntryCursor entries(LogDirection direction) {
        Readers readers = new Readers();
        HiddenOfStream hidden = view.hidden(name.labels());
        List<TableSource> sources = new ArrayList<>(buffers(hidden));
        for (DayPartition day : view.days()) {
            for (BlockRef ref : view.blocks(day, name)) {
                sources.add(new BlockSource(ref, () -> readers.rows(day), hidden.of(ref.flush()), view));
            }
        }
        List<RecordReader.Run> runs = view.records(name);
        if (!runs.isEmpty()) {
            RecordReader reader = readers.records();
            runs.forEach(run -> sources.add(reader.source(run, hidden)));
        }
        return new TableMerge(sources, view.startNanos(), view.endNanos(), direction, search, readers::close);
    }

    /** The cursors of one walk, made when they are needed. */
    private final class Readers {
        private final Map<Long, BlockRows> byDay = new HashMap<>();
        private @Nullable RecordReader records;

        BlockRows rows(DayPartition day) {
            return byDay.computeIfAbsent(day.day(), _ -> new BlockRows(day, view.snapshot(), view.damages()::add));
        }

        RecordReader records() {
            RecordReader made = new RecordReader(view.parts().records(), view.snapshot());
            records = made;
            return made;
        }

        void close() {
            byDay.values().forEach(BlockRows::close);
            RecordReader reader = records;
            if (reader != null) {
                reader.close();
            }
        }
    }

    /** Adds up. */
    private static final class StatsSum {
        private long entries;
        private long bytes;
        private long blocks;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        void add(long moreEntries, long moreBytes, long firstNanos, long lastNanos) {
            entries += moreEntries;
            bytes += moreBytes;
            blocks++;
            first = Math.min(first, firstNanos);
            last = Math.max(last, lastNanos);
        }

        StreamStats stats() {
            return blocks == 0
                    ? new StreamStats(0, 0, 0, 0, 0)
                    : new StreamStats(entries, bytes, blocks, first, last);
        }
    }
}
