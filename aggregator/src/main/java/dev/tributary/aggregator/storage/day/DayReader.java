package dev.tributary.aggregator.storage.day;

import dev.tributary.aggregator.storage.chunk.ChunkCodec;
import dev.tributary.aggregator.storage.day.ChunkReader.ChunkSink;
import dev.tributary.aggregator.storage.day.ChunkReader.Damage;
import dev.tributary.aggregator.storage.deletion.Deletions;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.model.SampleColumns;
import org.roaringbitmap.RoaringBitmap;

/** Reads the chunks of one day as of one moment. Not safe for several threads. */
final class DayReader implements AutoCloseable {
    private final DayPartition partition;
    private final Deletions deletions;
    private final Damage damage;
    private final RocksCursor chunks;
    private final RocksCursor pages;
    private final TimePages times;
    private final ChunkCodec codec = new ChunkCodec();

    DayReader(DayPartition partition, RocksSnapshot snapshot, Deletions deletions, Damage damage) {
        this.partition = partition;
        this.deletions = deletions;
        this.damage = damage;
        this.chunks = snapshot.cursor(partition.family());
        this.pages = snapshot.cursor(partition.family());
        this.times = new TimePages(pages);
    }

    void read(int cluster, int metric, int id, long minMillis, long maxMillis, SampleColumns into, ChunkSink sink) {
        RoaringBitmap series = partition.series(cluster);
        if (!partition.meets(minMillis, maxMillis) || series == null || !series.contains(id)) {
            return;
        }
        byte[] prefix = DayKeys.chunks(cluster, metric, id);
        try {
            for (boolean more = chunks.seek(prefix); more && chunks.keyStartsWith(prefix); more = chunks.next()) {
                DayKeys.Chunk key = DayKeys.Chunk.read(chunks.key(), chunks.keyLength());
                if (key.firstMillis() > maxMillis) {
                    break;
                }
                readChunk(key, minMillis, maxMillis, into, sink);
            }
        } catch (StoreIoException e) {
            if (e.kind() != StoreIoException.Kind.CORRUPTION) {
                throw e;
            }
            damage.found("day " + partition.day() + ": " + e.getMessage());
        }
    }

    private void readChunk(DayKeys.Chunk key, long minMillis, long maxMillis, SampleColumns into, ChunkSink sink) {
        byte[] value = chunks.value();
        int from = into.size();
        try {
            codec.open(value, chunks.valueLength());
            if (key.firstMillis() + codec.span() >= minMillis) {
                codec.decode(times.column(key.cluster(), key.flush(), codec.timeColumn()), minMillis, maxMillis, into);
                deletions.hide(key.cluster(), key.id(), key.flush(), into, from);
                sink.chunk(key.flush(), into, from);
            }
        } catch (CorruptDataException e) {
            into.retain(0, from);
            damage.found("chunk of series " + key.cluster() + "/" + key.id() + " at " + key.firstMillis() + ": "
                    + e.getMessage());
        }
    }

    @Override
    public void close() {
        chunks.close();
        pages.close();
    }
}
