package dev.tributary.aggregator.storage.day;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.aggregator.storage.chunk.ChunkCodec;
import dev.tributary.aggregator.storage.chunk.FloatStep;
import dev.tributary.aggregator.storage.chunk.HistogramCodec;
import dev.tributary.aggregator.storage.chunk.RichStep;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.SortedFile;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import org.roaringbitmap.RoaringBitmap;

/**
 * Writes the samples of one flush as sorted files, one for each day they touch, and then takes the files into their
 * days. Series must come in rising order of cluster and id. Not safe for several threads.
 */
public final class DayFlush implements AutoCloseable {
    /** Longer series are cut, so that a reader of a short range decodes no more than this beside it. */
    private static final int CHUNK_SAMPLES_MAX = 4096;

    /** A day's file under way and the series in it. */
    private record DayFile(SortedFile file, Map<Integer, RoaringBitmap> series) {
    }

    private final RocksDatabase database;
    private final DayPartitions partitions;
    private final Path folder;
    private final int flush;
    private final Map<Long, DayFile> files = new TreeMap<>();
    private final ByteWriter key = new ByteWriter(ChunkKey.BYTES);
    private final ByteWriter value = new ByteWriter(4096);
    private final ByteWriter histogram = new ByteWriter(256);
    private final FloatStep step = new FloatStep();
    private final byte[] encoded = new byte[FloatStep.BYTES_MAX];

    public DayFlush(RocksDatabase database, DayPartitions partitions, Path folder, int flush) {
        this.database = database;
        this.partitions = partitions;
        this.folder = folder;
        this.flush = flush;
    }

    /** Adds the samples of one series, in rising time order, each time once. */
    public void add(int cluster, int id, SampleColumns samples) {
        int from = 0;
        while (from < samples.size()) {
            int to = chunkEnd(samples, from);
            DayFile day = file(DayPartition.dayOf(samples.timestamp(from)));
            encode(samples, from, to);
            new ChunkKey(cluster, id, samples.timestamp(from), flush).write(key);
            day.file().put(key.bytes(), key.size(), value.bytes(), value.size());
            day.series().computeIfAbsent(cluster, _ -> new RoaringBitmap()).add(id);
            from = to;
        }
    }

    private static int chunkEnd(SampleColumns samples, int from) {
        long day = DayPartition.dayOf(samples.timestamp(from));
        long nextDay = (day + 1) * DayPartition.DAY_MILLIS;
        boolean rich = isRich(samples, from);
        int limit = Math.min(samples.size(), from + CHUNK_SAMPLES_MAX);
        int to = from + 1;
        while (to < limit && samples.timestamp(to) < nextDay && isRich(samples, to) == rich) {
            to++;
        }
        return to;
    }

    private static boolean isRich(SampleColumns samples, int row) {
        return samples.start(row) != 0 || samples.histogram(row) != null;
    }

    private DayFile file(long day) {
        return files.computeIfAbsent(day, _ -> {
            Path path = folder.resolve("flush-" + flush + "-day-" + day + ".sst");
            return new DayFile(database.newFile(path, FamilyKind.CHUNKS), new TreeMap<>());
        });
    }

    private void encode(SampleColumns samples, int from, int to) {
        boolean rich = isRich(samples, from);
        value.clear();
        ChunkCodec.encodeHead(value, rich ? ChunkCodec.RICH : ChunkCodec.FLOATS, to - from,
                samples.timestamp(to - 1) - samples.timestamp(from));
        if (rich) {
            encodeRich(samples, from, to);
        } else {
            step.reset();
            for (int i = from; i < to; i++) {
                long bits = Double.doubleToRawLongBits(samples.value(i));
                value.putBytes(encoded, 0, step.encode(samples.timestamp(i), bits, encoded));
            }
        }
    }

    private void encodeRich(SampleColumns samples, int from, int to) {
        long before = 0;
        for (int i = from; i < to; i++) {
            long time = samples.timestamp(i);
            NativeHistogram sample = samples.histogram(i);
            if (sample == null) {
                long bits = Double.doubleToRawLongBits(samples.value(i));
                RichStep.encodeFloat(value, before, time, bits, samples.start(i));
            } else {
                histogram.clear();
                HistogramCodec.encode(sample, histogram);
                RichStep.encodeHistogram(value, before, time, histogram.bytes(), 0, histogram.size(),
                        samples.start(i));
            }
            before = time;
        }
    }

    /**
     * Takes all files into their days. When this returns they are durable and visible.
     *
     * @param last what is to be written together with the days' series rows, in one batch
     */
    public void finish(RawBatch last) {
        for (Map.Entry<Long, DayFile> entry : files.entrySet()) {
            SortedFile file = entry.getValue().file();
            file.finish();
            DayPartition partition = partitions.findOrCreate(entry.getKey());
            // Visible before the bitmap says so, never after: the samples are still read from memory.
            database.ingest(partition.family(), List.of(file.path()));
            entry.getValue().series().forEach((cluster, ids) -> partitions.addSeries(partition, cluster, ids, last));
        }
        database.write(last, true);
    }

    /** Ends the flush, finished or not, and leaves no file behind. */
    @Override
    public void close() {
        for (DayFile day : files.values()) {
            Path path = day.file().path();
            day.file().close();
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new StoreIoException(StoreIoException.Kind.OTHER, "deleting " + path + ": " + e.getMessage(), e);
            }
        }
        files.clear();
    }
}
