package dev.tributary.aggregator.storage.day;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.aggregator.storage.chunk.ChunkCodec;
import dev.tributary.aggregator.storage.deletion.Tombstones;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.model.SampleColumns;

/**
 * Writes the samples of one flush as sorted files, one for each day they touch, and then takes the files into their
 * days. Series must come in rising order of cluster, metric and id. Not safe for several threads.
 */
public final class DayFlush implements AutoCloseable {
    private final RocksDatabase database;
    private final DayPartitions partitions;
    private final Tombstones tombstones;
    private final Path folder;
    private final int flush;
    private final Map<Long, DayFile> files = new TreeMap<>();
    private long newestMillis = Long.MIN_VALUE;

    public DayFlush(RocksDatabase database, DayPartitions partitions, Tombstones tombstones, Path folder, int flush) {
        this.database = database;
        this.partitions = partitions;
        this.tombstones = tombstones;
        this.folder = folder;
        this.flush = flush;
    }

    /** Adds the samples of one series, in rising time order, each time once. */
    public void add(int cluster, int metric, int id, SampleColumns samples) {
        int from = 0;
        if (samples.size() > 0) {
            newestMillis = Math.max(newestMillis, samples.timestamp(samples.size() - 1));
        }
        while (from < samples.size()) {
            long day = DayPartition.dayOf(samples.timestamp(from));
            int to = endOfDay(samples, from, ChunkCodec.end(samples, from), day);
            file(day).add(cluster, metric, id, samples, from, to);
            from = to;
        }
    }

    /** Time of the newest sample added. */
    public long newestMillis() {
        return newestMillis;
    }

    private static int endOfDay(SampleColumns samples, int from, int limit, long day) {
        long nextDay = (day + 1) * DayPartition.DAY_MILLIS;
        int to = limit;
        while (to > from + 1 && samples.timestamp(to - 1) >= nextDay) {
            to--;
        }
        return to;
    }

    private DayFile file(long day) {
        return files.computeIfAbsent(day, _ -> {
            Path path = folder.resolve("flush-" + flush + "-day-" + day + ".sst");
            return new DayFile(database.newFile(path, FamilyKind.CHUNKS), flush, partitions.find(day),
                    cluster -> pages(day, cluster));
        });
    }

    private int pages(long day, int cluster) {
        DayPartition before = partitions.find(day);
        if (before == null) {
            return 0;
        }
        try (RocksCursor cursor = database.cursor(before.family())) {
            return FlushNumbers.pages(cursor, cluster, flush);
        }
    }

    /** Takes all files into their days. When this returns they are durable and visible. */
    public void finish() {
        for (Map.Entry<Long, DayFile> entry : files.entrySet()) {
            DayFile file = entry.getValue();
            file.finish();
            DayPartition partition = partitions.findOrCreate(entry.getKey());
            database.ingest(partition.family(), List.of(file.file().path()));
            file.written().forEach((cluster, ids) -> tombstones.flushed(partition.day(), flush, cluster, ids));
            // Only now is it told of the chunks; until then the samples are read from memory alone.
            file.series().forEach(partition::setSeries);
        }
    }

    /** Ends the flush, finished or not, and leaves no file behind. */
    @Override
    public void close() {
        for (DayFile file : files.values()) {
            Path path = file.file().path();
            file.close();
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new StoreIoException(StoreIoException.Kind.OTHER, "deleting " + path + ": " + e.getMessage(), e);
            }
        }
        files.clear();
    }
}
