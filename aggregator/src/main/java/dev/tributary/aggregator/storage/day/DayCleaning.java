package dev.tributary.aggregator.storage.day;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tributary.aggregator.storage.chunk.ChunkCodec;
import dev.tributary.aggregator.storage.deletion.Deletions;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.SortedFile;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.model.SampleColumns;
import org.roaringbitmap.RoaringBitmap;

/**
 * Removes deleted samples of one day: writes a file that replaces the chunks which hold any, and takes it in whole, so that
 * a crash leaves either all or nothing done. A chunk keeps the number of its flush, and with it its rank among others.
 * Series must come in rising order of cluster, metric and id. Not safe for several threads.
 */
public final class DayCleaning implements AutoCloseable {
    private final RocksDatabase database;
    private final DayPartition partition;
    private final Deletions deletions;
    private final RocksCursor chunks;
    private final RocksCursor pages;
    private final TimePages times;
    private final SortedFile file;
    private final ChunkCodec codec = new ChunkCodec();
    private final SampleColumns samples = new SampleColumns();
    private final ByteWriter key = new ByteWriter(32);
    private final ByteWriter value = new ByteWriter(4096);
    /** Columns added to each flush of the present cluster. */
    private final Map<Integer, AddedColumns> columns = new TreeMap<>();
    private final Map<Integer, RoaringBitmap> remaining = new TreeMap<>();
    private final RoaringBitmap gone = new RoaringBitmap();
    private int cluster = -1;
    private int damages;

    /** @param folder for the file under way */
    public DayCleaning(RocksDatabase database, DayPartition partition, Deletions deletions, Path folder) {
        this.database = database;
        this.partition = partition;
        this.deletions = deletions;
        chunks = database.cursor(partition.family());
        pages = database.cursor(partition.family());
        times = new TimePages(pages);
        file = database.newFile(folder.resolve("clean-day-" + partition.day() + ".sst"), FamilyKind.CHUNKS);
    }

    /** Removes what is deleted of one series. */
    public void add(int ofCluster, int metric, int id) {
        if (ofCluster != cluster) {
            finishCluster();
            cluster = ofCluster;
        }
        // Of a key either nothing (deleted) or its new value.
        Map<byte[], Optional<byte[]>> changes = new TreeMap<>(Arrays::compareUnsigned);
        byte[] prefix = DayKeys.chunks(cluster, metric, id);
        int kept = 0;
        try {
            for (boolean more = chunks.seek(prefix); more && chunks.keyStartsWith(prefix); more = chunks.next()) {
                kept += chunk(changes);
            }
        } catch (StoreIoException | CorruptDataException e) {
            // Left as it is, and so are its deletions: what cannot be read cannot be taken apart.
            damages++;
            return;
        }
        changes.forEach(this::put);
        if (kept == 0) {
            gone.add(id);
        }
    }

    /** Gives how many chunks remain of the cursor's one. */
    private int chunk(Map<byte[], Optional<byte[]>> changes) {
        DayKeys.Chunk at = DayKeys.Chunk.read(chunks.key(), chunks.keyLength());
        codec.open(chunks.value(), chunks.valueLength());
        if (!deletions.touches(cluster, at.id(), at.flush(), at.firstMillis(), at.firstMillis() + codec.span())) {
            return 1;
        }
        samples.clear();
        codec.decode(times.column(cluster, at.flush(), codec.timeColumn()), Long.MIN_VALUE, Long.MAX_VALUE, samples);
        int before = samples.size();
        deletions.hide(cluster, at.id(), at.flush(), samples, 0);
        if (samples.size() == before) {
            return 1;
        }
        changes.put(Arrays.copyOf(chunks.key(), chunks.keyLength()), Optional.empty());
        int added = 0;
        for (int from = 0; from < samples.size(); added++) {
            int to = ChunkCodec.end(samples, from);
            value.clear();
            codec.encode(samples, from, to, columnsOf(at.flush()).number(samples, from, to), value);
            new DayKeys.Chunk(cluster, at.metric(), at.id(), samples.timestamp(from), at.flush()).write(key);
            changes.put(key.toArray(), Optional.of(value.toArray()));
            from = to;
        }
        return added;
    }

    private AddedColumns columnsOf(int flush) {
        return columns.computeIfAbsent(flush,
                number -> new AddedColumns(cluster, number, FlushNumbers.pages(pages, cluster, number)));
    }

    private void put(byte[] changedKey, Optional<byte[]> changed) {
        if (changed.isPresent()) {
            file.put(changedKey, changedKey.length, changed.get(), changed.get().length);
        } else {
            file.delete(changedKey);
        }
    }

    private void finishCluster() {
        columns.values().forEach(added -> added.write(file, value));
        columns.clear();
        RoaringBitmap known = partition.series(cluster);
        if (!gone.isEmpty() && known != null) {
            RoaringBitmap left = RoaringBitmap.andNot(known, gone);
            left.runOptimize();
            ByteBuffer bitmap = ByteBuffer.allocate(left.serializedSizeInBytes());
            left.serialize(bitmap);
            byte[] seriesKey = DayKeys.series(cluster);
            file.put(seriesKey, seriesKey.length, bitmap.array(), bitmap.capacity());
            remaining.put(cluster, left);
        }
        gone.clear();
    }

    /**
     * Puts the changes in force and gives the room of what is gone back to the disk.
     *
     * @return false when some series could not be read and were left as they are
     */
    public boolean finish() {
        finishCluster();
        if (file.count() > 0) {
            file.finish();
            database.ingest(partition.family(), List.of(file.path()));
            remaining.forEach(partition::setSeries);
            damages += database.compact(partition.family()) ? 0 : 1;
        }
        return damages == 0;
    }

    @Override
    public void close() {
        chunks.close();
        pages.close();
        file.close();
        file.remove();
    }
}
