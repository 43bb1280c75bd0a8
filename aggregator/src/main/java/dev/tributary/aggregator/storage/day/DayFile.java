package dev.tributary.aggregator.storage.day;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.aggregator.storage.chunk.ChunkCodec;
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
    private final PagesBefore pagesBefore;
    private @Nullable AddedColumns times;
    private int cluster = -1;

    /** Tells how many time pages the day holds of a cluster with the number of this flush. */
    interface PagesBefore {
        int of(int cluster);
    }

    /**
     * @param flush       number of the flush, in all keys
     * @param before      what the day holds already, whose series are added to the file's
     * @param pagesBefore a flush that a crash cut short after this day comes again, with the samples that were logged since:
     *                    its new time pages stand behind the old ones, to which chunks of the first time refer
     */
    DayFile(SortedFile file, int flush, @Nullable DayPartition before, PagesBefore pagesBefore) {
        this.file = file;
        this.flush = flush;
        this.before = before;
        this.pagesBefore = pagesBefore;
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
        AddedColumns columns = times;
        if (columns == null) {
            columns = new AddedColumns(cluster, flush, pagesBefore.of(cluster));
            times = columns;
        }
        int column = columns.number(samples, from, to);
        value.clear();
        codec.encode(samples, from, to, column, value);
        new DayKeys.Chunk(cluster, metric, id, samples.timestamp(from), flush).write(key);
        file.put(key.bytes(), key.size(), value.bytes(), value.size());
        written.computeIfAbsent(cluster, _ -> new RoaringBitmap()).add(id);
    }

    private void finishCluster() {
        RoaringBitmap added = written.get(cluster);
        AddedColumns columns = times;
        if (added == null || columns == null) {
            return;
        }
        columns.write(file, value);
        times = null;
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
