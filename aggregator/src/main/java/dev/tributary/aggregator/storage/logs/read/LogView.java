package dev.tributary.aggregator.storage.logs.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.day.DayPartitions;
import dev.tributary.aggregator.storage.logs.day.BlockFlush;
import dev.tributary.aggregator.storage.logs.day.BlockRef;
import dev.tributary.aggregator.storage.logs.day.BlockRows;
import dev.tributary.aggregator.storage.logs.deletion.HiddenOfStream;
import dev.tributary.aggregator.storage.logs.deletion.LogDeletion;
import dev.tributary.aggregator.storage.logs.head.LogGeneration;
import dev.tributary.aggregator.storage.logs.record.RecordReader;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.model.Labels;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The store at one moment, within a range of time. Deletions are taken first, then the head, then the blocks: what moves from
 * one to the other in between is found twice, never missed, and the blocks of a flush whose generation is at hand are left
 * out. Safe for several threads until closed.
 */
final class LogView implements AutoCloseable {
    private final LogParts parts;
    private final long startNanos;
    private final long endNanos;
    private final List<LogDeletion> deletions;
    private final List<LogGeneration> generations;
    private final List<DayPartition> days;
    private final RocksSnapshot snapshot;
    private final DamageNotes damages;
    /** Cursors for short questions, one at a time; guarded by this. */
    private final Map<Long, BlockRows> rowsByDay = new TreeMap<>();
    private @Nullable RecordReader records;
    private boolean closed;

    LogView(LogParts parts, long startNanos, long endNanos) {
        parts.gate().enter();
        this.parts = parts;
        this.startNanos = startNanos;
        this.endNanos = endNanos;
        this.damages = new DamageNotes(parts.damages());
        Moment moment = momentOrLeave();
        deletions = moment.deletions;
        generations = moment.generations;
        days = moment.days;
        snapshot = moment.snapshot;
    }

    private record Moment(List<LogDeletion> deletions, List<LogGeneration> generations, List<DayPartition> days,
            RocksSnapshot snapshot) {
        void release() {
            snapshot.close();
            generations.forEach(LogGeneration::release);
            DayPartitions.release(days);
        }
    }

    private Moment momentOrLeave() {
        try {
            return moment();
        } catch (RuntimeException e) {
            parts.gate().leave();
            throw e;
        }
    }

    /** Taken again where a generation was flushed meanwhile: its blocks may be merged with others already, which show. */
    private Moment moment() {
        while (true) {
            List<LogDeletion> inForce = parts.deletions().inForce();
            List<LogGeneration> inMemory = parts.head().acquire();
            List<DayPartition> acquired = startNanos >= endNanos
                    ? List.of()
                    : parts.partitions().acquire(Math.floorDiv(startNanos, 1_000_000L),
                            Math.floorDiv(endNanos - 1, 1_000_000L));
            Moment taken = new Moment(inForce, inMemory, acquired, parts.database().snapshot());
            if (parts.head().generations().getFirst() == inMemory.getFirst()) {
                return taken;
            }
            taken.release();
        }
    }

    LogParts parts() {
        return parts;
    }

    long startNanos() {
        return startNanos;
    }

    long endNanos() {
        return endNanos;
    }

    RocksSnapshot snapshot() {
        return snapshot;
    }

    List<LogGeneration> generations() {
        return generations;
    }

    List<DayPartition> days() {
        return days;
    }

    DamageNotes damages() {
        return damages;
    }

    /** What is deleted of a stream; for one thread. */
    HiddenOfStream hidden(Labels labels) {
        return parts.deletions().hidden(deletions, labels);
    }

    /** Ids of a cluster's streams that may have something in the range. */
    RoaringBitmap candidates(int cluster) {
        RoaringBitmap ids = parts.records().streams(cluster).clone();
        for (DayPartition day : days) {
            RoaringBitmap stored = day.series(cluster);
            if (stored != null) {
                ids.or(stored);
            }
        }
        for (LogGeneration generation : generations) {
            for (int ref : generation.refs()) {
                if (parts.catalog().records().cluster(ref) == cluster) {
                    ids.add(parts.catalog().records().id(ref));
                }
            }
        }
        return ids;
    }

    /** True when the stream has entries in the range, as far as the oldest and newest of each block tell. */
    boolean has(StreamName stream) {
        return inHead(stream) || inBlocks(stream) || inRecords(stream);
    }

    private boolean inHead(StreamName stream) {
        HiddenOfStream hidden = hidden(stream.labels());
        for (LogGeneration generation : generations) {
            if (generation.meets(stream.ref(), startNanos, endNanos)
                    && !hidden.of(generation.number()).covers(startNanos, endNanos)) {
                return true;
            }
        }
        return false;
    }

    private boolean inBlocks(StreamName stream) {
        for (DayPartition day : days) {
            RoaringBitmap stored = day.series(stream.cluster());
            if (stored != null && stored.contains(stream.id())
                    && (isWholly(day) && deletions.isEmpty() && !isHeld() || hasBlock(day, stream))) {
                return true;
            }
        }
        return false;
    }

    private boolean isWholly(DayPartition day) {
        return startNanos <= day.day() * BlockFlush.DAY_NANOS && endNanos >= (day.day() + 1) * BlockFlush.DAY_NANOS;
    }

    /** True when blocks may be there whose generation is still at hand. */
    private boolean isHeld() {
        return generations.size() > 1;
    }

    private synchronized boolean hasBlock(DayPartition day, StreamName stream) {
        HiddenOfStream hidden = hidden(stream.labels());
        return rows(day).has(stream.cluster(), stream.id(), startNanos, endNanos, ref -> isShown(ref)
                && !hidden.of(ref.flush()).covers(ref.firstNanos(), ref.lastNanos()));
    }

    private synchronized boolean inRecords(StreamName stream) {
        return parts.records().mayHave(stream.cluster(), stream.id())
                && recordReader().has(stream.cluster(), stream.id(), startNanos, endNanos);
    }

    private BlockRows rows(DayPartition day) {
        return rowsByDay.computeIfAbsent(day.day(), _ -> new BlockRows(day, snapshot, damages::add));
    }

    private RecordReader recordReader() {
        RecordReader known = records;
        if (known == null) {
            known = new RecordReader(parts.records(), snapshot);
            records = known;
        }
        return known;
    }

    private boolean isShown(BlockRef ref) {
        for (LogGeneration generation : generations) {
            if (generation.number() == ref.flush()) {
                return false;
            }
        }
        return true;
    }

    /** A stream's blocks of one day within the range. */
    synchronized List<BlockRef> blocks(DayPartition day, StreamName stream) {
        RoaringBitmap stored = day.series(stream.cluster());
        if (stored == null || !stored.contains(stream.id())) {
            return List.of();
        }
        List<BlockRef> found = new ArrayList<>(rows(day).find(stream.cluster(), stream.id(), startNanos, endNanos));
        found.removeIf(ref -> !isShown(ref));
        return found;
    }

    /** A stream's records within the range. */
    synchronized List<RecordReader.Run> records(StreamName stream) {
        if (!parts.records().mayHave(stream.cluster(), stream.id())) {
            return List.of();
        }
        return recordReader().runs(stream.cluster(), stream.id(), startNanos, endNanos);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        rowsByDay.values().forEach(BlockRows::close);
        RecordReader reader = records;
        if (reader != null) {
            reader.close();
        }
        snapshot.close();
        generations.forEach(LogGeneration::release);
        DayPartitions.release(days);
        parts.gate().leave();
    }
}
