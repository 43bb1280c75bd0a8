package dev.tributary.aggregator.storage.logs.day;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongFunction;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.day.DayPartitions;
import dev.tributary.aggregator.storage.logs.block.Block;
import dev.tributary.aggregator.storage.logs.block.BlockWriter;
import dev.tributary.aggregator.storage.logs.merge.HiddenEntries;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import org.roaringbitmap.RoaringBitmap;

/**
 * Rewrites blocks of one day in place, each in one write. The day's family must be acquired, and nobody else may change the
 * day. Not safe for several threads.
 */
public final class DayRewrite implements AutoCloseable {
    private final RocksDatabase database;
    private final DayPartition day;
    private final BlockWriter writer;
    private final RocksSnapshot snapshot;
    private final BlockRows rows;
    private final RoaringBitmap gone = new RoaringBitmap();
    private boolean complete = true;
    private boolean changed;
    private long removed;

    public DayRewrite(RocksDatabase database, DayPartition day, BlockWriter writer) {
        this.database = database;
        this.day = day;
        this.writer = writer;
        snapshot = database.snapshot();
        rows = new BlockRows(day, snapshot, _ -> complete = false);
    }

    /** False when a damaged block had to stay as it is. */
    public boolean isComplete() {
        return complete;
    }

    /** True when something was written. */
    public boolean changed() {
        return changed;
    }

    /** Entries that were left out of what was written. */
    public long removed() {
        return removed;
    }

    /** Removes what is hidden of a stream, by the number of the flush that wrote it. */
    public void without(int cluster, int stream, LongFunction<HiddenEntries> hidden) {
        List<BlockRef> refs = rows.find(cluster, stream, Long.MIN_VALUE, Long.MAX_VALUE);
        int left = refs.size();
        for (BlockRef ref : refs) {
            HiddenEntries all = hidden.apply(ref.flush());
            if (all.covers(ref.firstNanos(), ref.lastNanos())) {
                remove(ref);
                left--;
            } else if (all.meets(ref.firstNanos(), ref.lastNanos()) && !rewrite(ref, all)) {
                left--;
            }
        }
        if (left == 0 && !refs.isEmpty()) {
            gone.add(stream);
        }
    }

    /** Removes all that a stream has on the day. */
    public void drop(int cluster, int stream) {
        RawBatch batch = new RawBatch(256);
        for (int kind : new int[]{BlockRef.ROW, BlockRef.FILTER, BlockRef.BLOCK}) {
            batch.deleteRange(day.family(), BlockRef.prefix(cluster, kind, stream),
                    BlockRef.prefix(cluster, kind, stream + 1));
        }
        write(batch);
        gone.add(stream);
    }

    private void remove(BlockRef ref) {
        RawBatch batch = new RawBatch(256);
        delete(ref, batch);
        write(batch);
        removed += ref.entries();
    }

    private void delete(BlockRef ref, RawBatch batch) {
        batch.delete(day.family(), ref.key(BlockRef.ROW));
        batch.delete(day.family(), ref.key(BlockRef.FILTER));
        batch.delete(day.family(), ref.key(BlockRef.BLOCK));
    }

    private void write(RawBatch batch) {
        database.write(batch, false);
        changed = true;
    }

    /** Writes a block without some entries; false when none is left. */
    private boolean rewrite(BlockRef ref, HiddenEntries all) {
        Block block;
        HiddenEntries hidden;
        try {
            hidden = all.within(ref.firstNanos(), ref.lastNanos(), question -> rows.mayHold(ref, question));
            if (hidden.isEmpty()) {
                return true;
            }
            block = rows.open(ref);
        } catch (CorruptDataException e) {
            complete = false;
            return true;
        } catch (StoreIoException e) {
            if (e.kind() != StoreIoException.Kind.CORRUPTION) {
                throw e;
            }
            complete = false;
            return true;
        }
        for (int i = 0; i < block.size(); i++) {
            if (!hidden.hides(block, i)) {
                writer.add(block, i);
            }
        }
        int left = writer.count();
        if (left == block.size()) {
            writer.clear();
            return true;
        }
        RawBatch batch = new RawBatch(1 << 16);
        delete(ref, batch);
        if (left > 0) {
            put(ref, batch);
        }
        write(batch);
        removed += block.size() - left;
        return left > 0;
    }

    private void put(BlockRef old, RawBatch batch) {
        long first = writer.firstNanos();
        long last = writer.lastNanos();
        int entries = writer.count();
        int text = writer.textBytes();
        ByteWriter block = new ByteWriter(1 << 16);
        ByteWriter filter = new ByteWriter(1 << 12);
        writer.finish(block, filter);
        BlockRef ref = new BlockRef(old.cluster(), old.stream(), first, last, old.flush(), old.part(), entries, text,
                block.size(), writer.level());
        batch.put(day.family(), ref.key(BlockRef.ROW), ref.row());
        batch.put(day.family(), ref.key(BlockRef.FILTER), filter.toArray());
        batch.put(day.family(), ref.key(BlockRef.BLOCK), block.toArray());
    }

    /** Takes the streams of which nothing is left out of the day; after all streams of a cluster. */
    public void finish(int cluster) {
        RoaringBitmap stored = day.series(cluster);
        if (stored == null || gone.isEmpty()) {
            return;
        }
        RoaringBitmap left = RoaringBitmap.andNot(stored, gone);
        gone.clear();
        ByteBuffer bitmap = ByteBuffer.allocate(left.serializedSizeInBytes());
        left.serialize(bitmap);
        RawBatch batch = new RawBatch(256);
        batch.put(day.family(), DayPartitions.seriesKey(cluster), bitmap.array());
        write(batch);
        day.setSeries(cluster, left);
    }

    @Override
    public void close() {
        rows.close();
        snapshot.close();
    }
}
