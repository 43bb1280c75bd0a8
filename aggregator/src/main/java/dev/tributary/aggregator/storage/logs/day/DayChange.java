package dev.tributary.aggregator.storage.logs.day;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.logs.block.BlockWriter;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.SortedFile;

/** Blocks of one day that come in place of others, taken in as one file: after a crash all of it is done, or nothing. */
final class DayChange {
    /** Values by their keys; none for those that go. */
    private final Map<byte[], Optional<byte[]>> rows = new TreeMap<>(Arrays::compareUnsigned);
    private final ByteWriter filter = new ByteWriter(1 << 12);
    private final ByteWriter block = new ByteWriter(1 << 17);

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void remove(BlockRef ref) {
        for (int kind : new int[]{BlockRef.ROW, BlockRef.FILTER, BlockRef.BLOCK}) {
            rows.putIfAbsent(ref.key(kind), Optional.empty());
        }
    }

    /** Adds what a writer collected; gives what is known of the block. */
    BlockRef add(int cluster, int stream, int flush, int part, BlockWriter writer) {
        long first = writer.firstNanos();
        long last = writer.lastNanos();
        int entries = writer.count();
        int text = writer.textBytes();
        filter.clear();
        block.clear();
        writer.finish(block, filter);
        BlockRef ref = new BlockRef(cluster, stream, first, last, flush, part, entries, text, block.size(),
                writer.level());
        rows.put(ref.key(BlockRef.ROW), Optional.of(ref.row()));
        rows.put(ref.key(BlockRef.FILTER), Optional.of(filter.toArray()));
        rows.put(ref.key(BlockRef.BLOCK), Optional.of(block.toArray()));
        return ref;
    }

    /** Makes the change; durable and visible when this returns. */
    void apply(RocksDatabase database, DayPartition day, Path path) {
        try (SortedFile file = database.newFile(path, FamilyKind.LINES)) {
            try {
                rows.forEach((key, value) -> value.ifPresentOrElse(
                        bytes -> file.put(key, key.length, bytes, bytes.length), () -> file.delete(key)));
                file.finish();
                database.ingest(day.family(), List.of(path));
            } finally {
                file.remove();
            }
        }
        rows.clear();
    }
}
