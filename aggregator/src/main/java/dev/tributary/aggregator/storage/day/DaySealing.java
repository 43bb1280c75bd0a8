package dev.tributary.aggregator.storage.day;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.aggregator.storage.chunk.ChunkCodec;
import dev.tributary.aggregator.storage.chunk.TimeColumns;
import dev.tributary.aggregator.storage.deletion.Deletions;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.SortedFile;
import dev.tributary.model.SampleColumns;

/**
 * Rewrites one day as if it had come in one flush: of each series few long chunks in place of one for each flush, and the
 * times of all shared anew. The file that replaces the day's chunks is written beside them and taken in whole, so a crash
 * leaves either all or nothing done, and readers go on. Holds the samples of one series and the time columns of one cluster
 * in memory. Not safe for several threads.
 *
 * <p>The chunks get the number of the youngest flush among them: what is flushed later ranks behind them, as it did.
 */
public final class DaySealing implements AutoCloseable {
    /** Is called between pieces of work, to rest. */
    public interface Pace {
        void rest();
    }

    private static final byte[] DELETED = {};

    private final RocksDatabase database;
    private final DayPartition partition;
    private final Deletions deletions;
    private final Pace pace;
    private final RocksCursor chunks;
    private final RocksCursor pages;
    private final TimePages times;
    private final SortedFile file;
    private final ChunkCodec codec = new ChunkCodec();
    private final SampleColumns gathered = new SampleColumns();
    private final SampleColumns sorted = new SampleColumns();
    private final ByteWriter key = new ByteWriter(32);
    private final ByteWriter value = new ByteWriter(4096);
    /** Keys of the present series or of the present cluster's pages, each with its new value or as {@link #DELETED}. */
    private final Map<byte[], byte[]> changes = new TreeMap<>(Arrays::compareUnsigned);
    private int[] ranks = new int[0];
    private TimeColumns columns = new TimeColumns();
    private long before;
    private long after;

    /**
     * @param folder for the file under way
     * @param pace   may slow the work down
     */
    public DaySealing(RocksDatabase database, DayPartition partition, Deletions deletions, Path folder, Pace pace) {
        this.database = database;
        this.partition = partition;
        this.deletions = deletions;
        this.pace = pace;
        chunks = database.cursor(partition.family());
        pages = database.cursor(partition.family());
        times = new TimePages(pages);
        file = database.newFile(folder.resolve("seal-day-" + partition.day() + ".sst"), FamilyKind.CHUNKS);
    }

    /** Writes the file; nothing changes for readers yet. */
    public void write() {
        boolean more = chunks.seekToFirst();
        while (more) {
            int cluster = DayKeys.cluster(chunks.key());
            List<Integer> flushes = FlushNumbers.of(pages, cluster);
            if (flushes.size() > 1 && DayKeys.isChunk(chunks.key(), chunks.keyLength())) {
                more = writeCluster(cluster, flushes.getLast());
            } else {
                more = chunks.seek(DayKeys.cluster(cluster + 1));
            }
        }
    }

    private boolean writeCluster(int cluster, int flush) {
        columns = new TimeColumns();
        boolean more = true;
        // The cluster's time pages stand behind its chunks and end the walk.
        while (more && DayKeys.isChunk(chunks.key(), chunks.keyLength())) {
            more = writeSeries(DayKeys.Chunk.read(chunks.key(), chunks.keyLength()), flush);
            pace.rest();
        }
        writePages(cluster, flush);
        return more && chunks.seek(DayKeys.cluster(cluster + 1));
    }

    /** Leaves the cursor behind the series; false at the end of the day. */
    private boolean writeSeries(DayKeys.Chunk first, int flush) {
        byte[] prefix = DayKeys.chunks(first.cluster(), first.metric(), first.id());
        gathered.clear();
        changes.clear();
        boolean more = true;
        while (more && chunks.keyStartsWith(prefix)) {
            gather(DayKeys.Chunk.read(chunks.key(), chunks.keyLength()));
            changes.put(Arrays.copyOf(chunks.key(), chunks.keyLength()), DELETED);
            more = chunks.next();
        }
        SampleColumns samples = gathered;
        if (!SampleOrder.isRising(gathered, 0)) {
            sorted.clear();
            SampleOrder.copySorted(gathered, ranks, sorted);
            samples = sorted;
        }
        int from = 0;
        while (from < samples.size()) {
            int to = ChunkCodec.end(samples, from);
            value.clear();
            codec.encode(samples, from, to, columns.number(samples, from, to), value);
            new DayKeys.Chunk(first.cluster(), first.metric(), first.id(), samples.timestamp(from), flush).write(key);
            changes.put(key.toArray(), value.toArray());
            from = to;
            after++;
        }
        writeChanges();
        return more;
    }

    private void gather(DayKeys.Chunk chunk) {
        int from = gathered.size();
        codec.open(chunks.value(), chunks.valueLength());
        codec.decode(times.column(chunk.cluster(), chunk.flush(), codec.timeColumn()), Long.MIN_VALUE, Long.MAX_VALUE,
                gathered);
        deletions.hide(chunk.cluster(), chunk.id(), chunk.flush(), gathered, from);
        if (ranks.length < gathered.size()) {
            ranks = Arrays.copyOf(ranks, 2 * gathered.size());
        }
        Arrays.fill(ranks, from, gathered.size(), chunk.flush());
        before++;
    }

    private void writePages(int cluster, int flush) {
        changes.clear();
        byte[] prefix = DayKeys.times(cluster);
        for (boolean more = pages.seek(prefix); more && pages.keyStartsWith(prefix); more = pages.next()) {
            changes.put(Arrays.copyOf(pages.key(), pages.keyLength()), DELETED);
        }
        for (int page = 0; page < columns.pages(); page++) {
            value.clear();
            columns.encodePage(page, value);
            changes.put(DayKeys.times(cluster, flush, page), value.toArray());
        }
        writeChanges();
    }

    private void writeChanges() {
        changes.forEach((changed, bytes) -> {
            if (bytes.length == 0) {
                file.delete(changed);
            } else {
                file.put(changed, changed.length, bytes, bytes.length);
            }
        });
    }

    /** Puts the file in the place of what it replaces and gives the room of that back to the disk. */
    public void finish() {
        if (file.count() > 0) {
            file.finish();
            database.ingest(partition.family(), List.of(file.path()));
            database.compact(partition.family());
        }
    }

    /** Chunks replaced. */
    public long before() {
        return before;
    }

    /** Chunks written. */
    public long after() {
        return after;
    }

    @Override
    public void close() {
        chunks.close();
        pages.close();
        file.close();
        file.remove();
    }
}
