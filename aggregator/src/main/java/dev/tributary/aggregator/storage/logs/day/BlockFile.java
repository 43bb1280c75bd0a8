package dev.tributary.aggregator.storage.logs.day;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.day.DayPartitions;
import dev.tributary.aggregator.storage.logs.block.BlockWriter;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.SortedFile;
import org.roaringbitmap.RoaringBitmap;

/**
 * One day's sorted file of a flush under way. Blocks come in rising order of cluster, stream and time; a cluster's rows are
 * written before its filters and its blocks, so these wait in memory, compressed. Not safe for several threads.
 */
final class BlockFile implements AutoCloseable {
    private static final class Waiting {
        private final BlockRef ref;
        private final byte[] filter;
        private final byte[] block;

        Waiting(BlockRef ref, byte[] filter, byte[] block) {
            this.ref = ref;
            this.filter = filter;
            this.block = block;
        }
    }

    private final RocksDatabase database;
    private final DayPartition partition;
    private final SortedFile file;
    private final int flush;
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Ids> ids = new ArrayList<>();
    private final ByteWriter filter = new ByteWriter(1 << 12);
    private final ByteWriter block = new ByteWriter(1 << 17);
    private int cluster = -1;
    private int stream = -1;
    private int part;

    private record Ids(int cluster, RoaringBitmap streams) {
    }

    BlockFile(RocksDatabase database, DayPartition partition, Path path, int flush) {
        this.database = database;
        this.partition = partition;
        this.flush = flush;
        this.file = database.newFile(path, FamilyKind.LINES);
    }

    /** Adds what a writer collected as the next block of a stream. */
    void add(int ofCluster, int ofStream, BlockWriter writer) {
        if (ofCluster != cluster) {
            finishCluster();
            cluster = ofCluster;
            stream = -1;
        }
        part = ofStream == stream ? part + 1 : 0;
        stream = ofStream;
        long first = writer.firstNanos();
        long last = writer.lastNanos();
        int entries = writer.count();
        int text = writer.textBytes();
        filter.clear();
        block.clear();
        writer.finish(block, filter);
        BlockRef ref = new BlockRef(cluster, stream, first, last, flush, part % BlockRef.PARTS_MAX, entries, text,
                block.size(), writer.level());
        waiting.add(new Waiting(ref, filter.toArray(), block.toArray()));
    }

    private void finishCluster() {
        if (waiting.isEmpty()) {
            return;
        }
        RoaringBitmap known = partition.series(cluster);
        RoaringBitmap streams = known == null ? new RoaringBitmap() : known.clone();
        waiting.forEach(one -> streams.add(one.ref.stream()));
        ids.add(new Ids(cluster, streams));
        ByteBuffer bitmap = ByteBuffer.allocate(streams.serializedSizeInBytes());
        streams.serialize(bitmap);
        put(DayPartitions.seriesKey(cluster), bitmap.array());
        waiting.forEach(one -> put(one.ref.key(BlockRef.ROW), one.ref.row()));
        waiting.forEach(one -> put(one.ref.key(BlockRef.FILTER), one.filter));
        waiting.forEach(one -> put(one.ref.key(BlockRef.BLOCK), one.block));
        waiting.clear();
    }

    private void put(byte[] key, byte[] value) {
        file.put(key, key.length, value, value.length);
    }

    /** Ends the file and makes it durable. */
    void finish() {
        finishCluster();
        file.finish();
    }

    /** Takes the finished file into its day. */
    void ingest() {
        database.ingest(partition.family(), List.of(file.path()));
        ids.forEach(one -> partition.setSeries(one.cluster, one.streams));
    }

    @Override
    public void close() {
        file.close();
        file.remove();
    }
}
