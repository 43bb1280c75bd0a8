package dev.tributary.aggregator.storage.day;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.aggregator.storage.chunk.ChunkCodec;
import dev.tributary.aggregator.storage.chunk.TimeColumns;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.rocks.SortedFile;
import dev.tributary.model.SampleColumns;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * One day's sorted file under way: chunks in key order, each cluster followed by its time pages and its series. Not safe for several
 * threads.
 */
final class DayFile implements AutoCloseable {
    private final SortedFile file;
    private final int flush;
    private final @Nullable DayPartition before;
    private final Map<Integer, RoaringBitmap> written = new TreeMap<>();
    private final Map<Integer, RoaringBitmap> series = new TreeMap<>();
    private final ChunkCodec codec = new ChunkCodec();
    private final ByteWriter key = new ByteWriter(32);
    private final ByteWriter value = new ByteWriter(4096);
    private TimeColumns times = new TimeColumns();
    private int cluster = -1;

    /**
     * @param flush  number of the flush, in all keys
     * @param before what the day holds already, whose series are added to the file's
     */
    DayFile(SortedFile file, int flush, @Nullable DayPartition before) {
        this.file = file;
        this.flush = flush;
        this.before = before;
    }

    SortedFile file() {
        return file;
    }

    /** Ids of the series in the file, by cluster. */
    Map<Integer, RoaringBitmap> written() {
        return written;
    }

    /** Ids of the series in the file and in the day before it, by cluster, for the clusters in the file. */
    Map<Integer, RoaringBitmap> series() {
        return series;
    }

    /** Adds the rows from (inclusive) to (exclusive) as one chunk; series in key order, each in time order. */
    void add(int ofCluster, int metric, int id, SampleColumns samples, int from, int to) {
        if (ofCluster != cluster) {
            finishCluster();
            cluster = ofCluster;
        }
        value.clear();
        codec.encode(samples, from, to, times.number(samples, from, to), value);
        new DayKeys.Chunk(cluster, metric, id, samples.timestamp(from), flush).write(key);
        file.put(key.bytes(), key.size(), value.bytes(), value.size());
        written.computeIfAbsent(cluster, _ -> new RoaringBitmap()).add(id);
    }

    private void finishCluster() {
        RoaringBitmap added = written.get(cluster);
        if (added == null) {
            return;
        }
        for (int page = 0; page < times.pages(); page++) {
            byte[] pageKey = DayKeys.times(cluster, flush, page);
            value.clear();
            times.encodePage(page, value);
            file.put(pageKey, pageKey.length, value.bytes(), value.size());
        }
        times = new TimeColumns();
        RoaringBitmap known = before == null ? null : before.series(cluster);
        RoaringBitmap ids = known == null ? added.clone() : RoaringBitmap.or(added, known);
        series.put(cluster, ids);
        ids.runOptimize();
        ByteBuffer bitmap = ByteBuffer.allocate(ids.serializedSizeInBytes());
        ids.serialize(bitmap);
        byte[] seriesKey = DayKeys.series(cluster);
        file.put(seriesKey, seriesKey.length, bitmap.array(), bitmap.capacity());
    }

    /** Ends the file and makes it durable. */
    void finish() {
        finishCluster();
        file.finish();
    }

    @Override
    public void close() {
        file.close();
    }
}
