package dev.tributary.aggregator.storage.logs.day;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.tributary.aggregator.storage.day.DayPartitions;
import dev.tributary.aggregator.storage.logs.block.BlockWriter;
import dev.tributary.aggregator.storage.logs.merge.TableMerge;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;

/**
 * Writes the entries of one flush as sorted files, one for each day they touch, and then takes the files into their days.
 * Streams must come in rising order of cluster and number. Not safe for several threads.
 */
public final class BlockFlush implements AutoCloseable {
    public static final long DAY_NANOS = 86_400_000_000_000L;

    private final RocksDatabase database;
    private final DayPartitions partitions;
    private final Path folder;
    private final int flush;
    private final BlockWriter writer;
    private final Map<Long, BlockFile> files = new TreeMap<>();
    private long entries;
    private long blocks;

    public BlockFlush(RocksDatabase database, DayPartitions partitions, Path folder, int flush, BlockWriter writer) {
        this.database = database;
        this.partitions = partitions;
        this.folder = folder;
        this.flush = flush;
        this.writer = writer;
    }

    /** The day that a time lies in, in days since 1970. */
    public static long dayOf(long nanos) {
        return Math.floorDiv(nanos, DAY_NANOS);
    }

    /** Entries written, without repeats. */
    public long entries() {
        return entries;
    }

    /** Days that entries were written of. */
    public Set<Long> days() {
        return files.keySet();
    }

    public long blocks() {
        return blocks;
    }

    /** Adds the entries of a stream that a merge gives in rising order of time. */
    public void add(int cluster, int stream, TableMerge merge) {
        long day = 0;
        while (merge.next()) {
            long nanos = merge.timestampNanos();
            boolean otherDay = writer.count() > 0 && dayOf(nanos) != day;
            if (otherDay || writer.isFull(merge.lineBytes())) {
                write(day, cluster, stream);
            }
            day = dayOf(nanos);
            writer.add(merge.table(), merge.index());
        }
        if (writer.count() > 0) {
            write(day, cluster, stream);
        }
    }

    private void write(long day, int cluster, int stream) {
        entries += writer.count();
        blocks++;
        files.computeIfAbsent(day, this::file).add(cluster, stream, writer);
    }

    private BlockFile file(long day) {
        return new BlockFile(database, partitions.findOrCreate(day),
                folder.resolve("lines-" + flush + "-" + day + ".sst"), flush);
    }

    /** Ends all files and takes them in; they are durable and visible when this returns. */
    public void finish() {
        files.values().forEach(BlockFile::finish);
        files.values().forEach(BlockFile::ingest);
    }

    @Override
    public void close() {
        files.values().forEach(BlockFile::close);
    }
}
