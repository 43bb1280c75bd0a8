package dev.tributary.aggregator.storage.day;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * All days that hold chunks. Safe for several threads.
 *
 * <pre>
 * series row of a day := 0x02 cluster:u32-be -> Roaring bitmap of ids, portable format
 * </pre>
 */
public final class DayPartitions {
    private static final int SERIES_KIND = 2;

    private final RocksDatabase database;
    private volatile NavigableMap<Long, DayPartition> days = new TreeMap<>();

    public DayPartitions(RocksDatabase database) {
        this.database = database;
    }

    /** Reads which days there are and their series. */
    public synchronized void load() {
        NavigableMap<Long, DayPartition> loaded = new TreeMap<>();
        database.numbered(FamilyKind.CHUNKS).forEach((day, family) -> {
            DayPartition partition = new DayPartition(day, family);
            loadSeries(partition);
            loaded.put(day, partition);
        });
        days = loaded;
    }

    private void loadSeries(DayPartition partition) {
        byte[] prefix = {SERIES_KIND};
        try (RocksCursor cursor = database.cursor(partition.family())) {
            for (boolean more = cursor.seek(prefix); more && cursor.keyStartsWith(prefix); more = cursor.next()) {
                ByteReader key = new ByteReader();
                key.reset(cursor.key(), 1, cursor.keyLength() - 1);
                byte[] value = cursor.value();
                RoaringBitmap ids = new RoaringBitmap();
                ids.deserialize(ByteBuffer.wrap(value, 0, cursor.valueLength()));
                partition.setSeries(key.readIntBig(), ids);
            }
        } catch (IOException e) {
            throw new CorruptDataException("series bitmap of day " + partition.day() + ": " + e.getMessage());
        }
    }

    /** The days in order; the view does not change. */
    public Collection<DayPartition> all() {
        return days.values();
    }

    /** The days that meet the closed range, entered as a user of each; give them back with {@link #release}. */
    public List<DayPartition> acquire(long minMillis, long maxMillis) {
        List<DayPartition> found = new ArrayList<>();
        for (DayPartition partition : days.values()) {
            if (partition.meets(minMillis, maxMillis) && partition.family().acquire()) {
                found.add(partition);
            }
        }
        return found;
    }

    public static void release(List<DayPartition> acquired) {
        acquired.forEach(partition -> partition.family().release());
    }

    public @Nullable DayPartition find(long day) {
        return days.get(day);
    }

    /** The partition of a day, made when missing. */
    synchronized DayPartition findOrCreate(long day) {
        DayPartition known = days.get(day);
        if (known != null) {
            return known;
        }
        RocksFamily family = database.family(FamilyKind.CHUNKS.name(day));
        DayPartition made = new DayPartition(day, family);
        NavigableMap<Long, DayPartition> more = new TreeMap<>(days);
        more.put(day, made);
        days = more;
        return made;
    }

    /** Adds ids of series flushed into a day: stored by the batch, visible at once. */
    void addSeries(DayPartition partition, int cluster, RoaringBitmap ids, RawBatch batch) {
        RoaringBitmap before = partition.series(cluster);
        RoaringBitmap all = before == null ? ids : RoaringBitmap.or(before, ids);
        all.runOptimize();
        ByteWriter key = new ByteWriter(8);
        key.putByte(SERIES_KIND);
        key.putIntBig(cluster);
        ByteBuffer value = ByteBuffer.allocate(all.serializedSizeInBytes());
        all.serialize(value);
        batch.put(partition.family(), key.toArray(), value.array());
        partition.setSeries(cluster, all);
    }

    /** Drops all days before one and gives how many. */
    public synchronized int dropBefore(long firstKeptDay) {
        NavigableMap<Long, DayPartition> kept = new TreeMap<>(days.tailMap(firstKeptDay, true));
        List<DayPartition> dropped = new ArrayList<>(days.headMap(firstKeptDay, false).values());
        days = kept;
        for (DayPartition partition : dropped) {
            database.drop(partition.family());
        }
        return dropped.size();
    }
}
