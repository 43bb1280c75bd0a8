package dev.tributary.aggregator.storage.day;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.tributary.aggregator.storage.chunk.ChunkCodec;
import dev.tributary.aggregator.storage.chunk.TimePage;
import dev.tributary.aggregator.storage.day.ChunkReader.ChunkSink;
import dev.tributary.aggregator.storage.day.ChunkReader.Damage;
import dev.tributary.aggregator.storage.deletion.Deletions;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.aggregator.storage.rocks.StoreIoException;
import dev.tributary.model.SampleColumns;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Reads the chunks of one day as of one moment. Not safe for several threads. */
final class DayReader implements AutoCloseable {
    /** A search costs as much as some five steps. */
    private static final int STEPS_MAX = 3;

    private final DayPartition partition;
    private final RocksSnapshot snapshot;
    private final Deletions deletions;
    private final Damage damage;
    private final RocksCursor chunks;
    private final RocksCursor pages;
    private final TimePages times;
    private final ChunkCodec codec = new ChunkCodec();
    /** What the last series' keys start with; the cursor then stands at the first chunk of a later one, or at its last. */
    private byte[] last = {};
    private boolean cursorStands;

    DayReader(DayPartition partition, RocksSnapshot snapshot, Deletions deletions, Damage damage) {
        this.partition = partition;
        this.snapshot = snapshot;
        this.deletions = deletions;
        this.damage = damage;
        this.chunks = snapshot.cursor(partition.family());
        this.pages = snapshot.cursor(partition.family());
        this.times = new TimePages(pages, this::salvage);
    }

    void read(int cluster, int metric, int id, long minMillis, long maxMillis, SampleColumns into, ChunkSink sink) {
        RoaringBitmap series = partition.series(cluster);
        if (!partition.meets(minMillis, maxMillis) || series == null || !series.contains(id)) {
            return;
        }
        byte[] prefix = DayKeys.chunks(cluster, metric, id);
        int before = into.size();
        try {
            for (boolean more = goTo(prefix); more && chunks.keyStartsWith(prefix); more = next()) {
                DayKeys.Chunk key = DayKeys.Chunk.read(chunks.key(), chunks.keyLength());
                if (key.firstMillis() > maxMillis) {
                    break;
                }
                readChunk(key, chunks.value(), chunks.valueLength(), minMillis, maxMillis, into, sink);
            }
        } catch (StoreIoException e) {
            cursorStands = false;
            requireDamage(e);
            into.retain(0, before);
            // One damaged block of one file would keep back what all others hold of the series.
            snapshot.salvage(partition.family(), prefix, (bytes, value, length) -> {
                DayKeys.Chunk key = DayKeys.Chunk.read(bytes, bytes.length);
                readChunk(key, value, length, minMillis, maxMillis, into, sink);
            }, damage::found);
        }
    }

    private boolean next() {
        cursorStands = chunks.next();
        return cursorStands;
    }

    /** Goes to the first key that is not below the prefix: by steps where it is near, else by a search. */
    private boolean goTo(byte[] prefix) {
        boolean ahead = cursorStands && Arrays.compareUnsigned(last, prefix) < 0;
        last = prefix;
        cursorStands = false;
        for (int steps = 0; ahead && steps < STEPS_MAX; steps++) {
            if (Arrays.compareUnsigned(chunks.key(), 0, chunks.keyLength(), prefix, 0, prefix.length) >= 0) {
                cursorStands = true;
                return true;
            }
            ahead = chunks.next();
        }
        cursorStands = chunks.seek(prefix);
        return cursorStands;
    }

    private static void requireDamage(StoreIoException e) {
        if (e.kind() != StoreIoException.Kind.CORRUPTION) {
            throw e;
        }
    }

    private @Nullable TimePage salvage(byte[] pageKey) {
        List<TimePage> found = new ArrayList<>();
        snapshot.salvage(partition.family(), pageKey, (_, value, length) -> found.add(new TimePage(value, length)),
                damage::found);
        return found.isEmpty() ? null : found.getLast();
    }

    private void readChunk(DayKeys.Chunk key, byte[] value, int length, long minMillis, long maxMillis,
            SampleColumns into, ChunkSink sink) {
        int from = into.size();
        try {
            codec.open(value, length);
            if (key.firstMillis() <= maxMillis && key.firstMillis() + codec.span() >= minMillis) {
                codec.decode(times.column(key.cluster(), key.flush(), codec.timeColumn()), minMillis, maxMillis, into);
                deletions.hide(key.cluster(), key.id(), key.flush(), into, from);
                sink.chunk(key.flush(), into, from);
            }
        } catch (CorruptDataException e) {
            leaveOut(key, from, into, e);
        } catch (StoreIoException e) {
            requireDamage(e);
            leaveOut(key, from, into, e);
        }
    }

    private void leaveOut(DayKeys.Chunk key, int from, SampleColumns into, RuntimeException why) {
        into.retain(0, from);
        damage.found("chunk of series " + key.cluster() + "/" + key.id() + " at " + key.firstMillis() + ": "
                + why.getMessage());
    }

    @Override
    public void close() {
        chunks.close();
        pages.close();
    }
}
