package dev.tributary.aggregator.storage.logs.day;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.logs.block.Block;
import dev.tributary.aggregator.storage.logs.block.BlockWriter;
import dev.tributary.aggregator.storage.logs.block.LineSearch;
import dev.tributary.aggregator.storage.logs.block.LineTable;
import dev.tributary.aggregator.storage.logs.merge.TableMerge;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import org.jspecify.annotations.Nullable;

/**
 * Merges small blocks of one day into larger ones; entries that they repeat are left once. The day's family must be acquired,
 * and nobody else may change the day until the change is applied. Not safe for several threads.
 */
public final class BlockMerge implements AutoCloseable {
    private final RocksDatabase database;
    private final DayPartition day;
    private final BlockWriter writer;
    private final RocksSnapshot snapshot;
    private final BlockRows rows;
    private final DayChange change = new DayChange();
    private long blocksBefore;
    private long blocksAfter;
    private long textBytes;
    private boolean damaged;

    public BlockMerge(RocksDatabase database, DayPartition day, BlockWriter writer) {
        this.database = database;
        this.day = day;
        this.writer = writer;
        snapshot = database.snapshot();
        rows = new BlockRows(day, snapshot, _ -> damaged = true);
    }

    /** Blocks that were merged. */
    public long blocksBefore() {
        return blocksBefore;
    }

    /** Blocks that came of them. */
    public long blocksAfter() {
        return blocksAfter;
    }

    /** Text read so far. */
    public long textBytes() {
        return textBytes;
    }

    /** True when blocks were left alone because they cannot be read. */
    public boolean isDamaged() {
        return damaged;
    }

    /** Merges what is worth it of one stream; nothing is written before {@link #apply}. */
    public void stream(int cluster, int stream, MergeRuns plan) {
        List<BlockRef> all = rows.find(cluster, stream, Long.MIN_VALUE, Long.MAX_VALUE);
        Set<Place> taken = new HashSet<>();
        all.forEach(ref -> taken.add(new Place(ref.firstNanos(), ref.flush(), ref.part())));
        for (List<BlockRef> run : plan.of(all)) {
            try {
                merge(run, taken);
            } catch (CorruptDataException e) {
                damaged = true;
                writer.clear();
            } catch (StoreIoException e) {
                if (e.kind() != StoreIoException.Kind.CORRUPTION) {
                    throw e;
                }
                damaged = true;
                writer.clear();
            }
        }
    }

    private record Place(long firstNanos, int flush, int part) {
    }

    private void merge(List<BlockRef> run, Set<Place> taken) {
        List<OpenBlock> sources = new ArrayList<>();
        for (BlockRef ref : run) {
            // All of them before anything is changed: one may be damaged.
            sources.add(new OpenBlock(ref, rows.open(ref)));
            textBytes += ref.textBytes();
        }
        for (OpenBlock source : sources) {
            source.block.check();
        }
        int flush = run.stream().mapToInt(BlockRef::flush).max().orElseThrow();
        run.forEach(change::remove);
        blocksBefore += run.size();
        TableMerge merge = new TableMerge(sources);
        while (merge.next()) {
            if (writer.isFull(merge.lineBytes())) {
                add(run.getFirst(), flush, taken);
            }
            writer.add(merge.table(), merge.index());
        }
        if (writer.count() > 0) {
            add(run.getFirst(), flush, taken);
        }
    }

    private void add(BlockRef of, int flush, Set<Place> taken) {
        int part = 0;
        while (!taken.add(new Place(writer.firstNanos(), flush, part))) {
            part++;
        }
        change.add(of.cluster(), of.stream(), flush, part, writer);
        blocksAfter++;
    }

    /** Writes what was merged, by way of a file. */
    public void apply(Path file) {
        if (!change.isEmpty()) {
            change.apply(database, day, file);
        }
    }

    @Override
    public void close() {
        rows.close();
        snapshot.close();
    }

    /** A block in memory, with all its entries. */
    private record OpenBlock(BlockRef ref, Block block) implements StoredBlock {
        @Override
        public boolean hides(LineTable table, int index) {
            return false;
        }

        @Override
        public Found open(@Nullable LineSearch search) {
            return new Found(block, null);
        }
    }
}
