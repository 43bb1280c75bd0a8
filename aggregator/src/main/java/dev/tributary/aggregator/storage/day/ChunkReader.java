package dev.tributary.aggregator.storage.day;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.aggregator.storage.chunk.ChunkCodec;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.model.SampleColumns;
import org.roaringbitmap.RoaringBitmap;

/**
 * Reads chunks of one moment, series by series. Damaged chunks are told to a listener and left out. Not safe for several
 * threads.
 */
public final class ChunkReader implements AutoCloseable {
    /** Is told of every part that could not be read. */
    public interface Damage {
        void found(String description);
    }

    /** Takes the samples of one chunk; a smaller flush number was written earlier. */
    public interface ChunkSink {
        void chunk(int flush, SampleColumns samples, int from);
    }

    private final List<DayPartition> days;
    private final RocksSnapshot snapshot;
    private final Damage damage;
    private final List<RocksCursor> cursors = new ArrayList<>();
    private final ChunkCodec codec = new ChunkCodec();

    public ChunkReader(List<DayPartition> days, RocksSnapshot snapshot, Damage damage) {
        this.days = days;
        this.snapshot = snapshot;
        this.damage = damage;
    }

    /** Appends the series' samples of the closed range, day by day, chunk by chunk. */
    public void read(int cluster, int id, long minMillis, long maxMillis, SampleColumns into, ChunkSink sink) {
        for (int i = 0; i < days.size(); i++) {
            DayPartition partition = days.get(i);
            RoaringBitmap series = partition.series(cluster);
            if (partition.meets(minMillis, maxMillis) && series != null && series.contains(id)) {
                readDay(i, ChunkKey.prefix(cluster, id), minMillis, maxMillis, into, sink);
            }
        }
    }

    private void readDay(int day, byte[] prefix, long minMillis, long maxMillis, SampleColumns into, ChunkSink sink) {
        try {
            RocksCursor cursor = cursor(day);
            for (boolean more = cursor.seek(prefix); more && cursor.keyStartsWith(prefix); more = cursor.next()) {
                ChunkKey key = ChunkKey.read(cursor.key(), cursor.keyLength());
                if (key.firstMillis() > maxMillis) {
                    break;
                }
                readChunk(cursor, key, minMillis, maxMillis, into, sink);
            }
        } catch (StoreIoException e) {
            if (e.kind() != StoreIoException.Kind.CORRUPTION) {
                throw e;
            }
            damage.found("day " + days.get(day).day() + ": " + e.getMessage());
        }
    }

    private RocksCursor cursor(int day) {
        while (cursors.size() <= day) {
            cursors.add(snapshot.cursor(days.get(cursors.size()).family()));
        }
        return cursors.get(day);
    }

    private void readChunk(RocksCursor cursor, ChunkKey key, long minMillis, long maxMillis, SampleColumns into,
            ChunkSink sink) {
        byte[] value = cursor.value();
        int from = into.size();
        try {
            if (key.firstMillis() + codec.span(value, cursor.valueLength()) >= minMillis) {
                codec.decode(value, cursor.valueLength(), minMillis, maxMillis, into);
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
        cursors.forEach(RocksCursor::close);
        cursors.clear();
    }
}
