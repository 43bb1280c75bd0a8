package dev.tributary.aggregator.storage.day;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** All days that hold chunks, or blocks of lines. Safe for several threads. */
public final class DayPartitions {
    private final RocksDatabase database;
    private final FamilyKind kind;
    private volatile NavigableMap<Long, DayPartition> days = new TreeMap<>();

    /** @param kind of the families, whose numbers are the days */
    public DayPartitions(RocksDatabase database, FamilyKind kind) {
        this.database = database;
        this.kind = kind;
    }

    /** Reads which days there are and the series of the given clusters on them. */
    public synchronized void load(Collection<Integer> clusters) {
        NavigableMap<Long, DayPartition> loaded = new TreeMap<>();
        database.numbered(kind).forEach((day, family) -> {
            DayPartition partition = new DayPartition(day, family);
            clusters.forEach(cluster -> loadSeries(partition, cluster));
            loaded.put(day, partition);
        });
        days = loaded;
    }

    private void loadSeries(DayPartition partition, int cluster) {
        byte[] value = database.get(partition.family(), DayKeys.series(cluster));
        if (value == null) {
            return;
        }
        RoaringBitmap ids = new RoaringBitmap();
        try {
            ids.deserialize(ByteBuffer.wrap(value));
        } catch (IOException e) {
            throw new CorruptDataException("series of cluster " + cluster + " on day " + partition.day() + ": "
                    + e.getMessage());
        }
        partition.setSeries(cluster, ids);
    }

    /** Key of the row that holds which series, or streams, of a cluster a day has. */
    public static byte[] seriesKey(int cluster) {
        return DayKeys.series(cluster);
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
    public synchronized DayPartition findOrCreate(long day) {
        DayPartition known = days.get(day);
        if (known != null) {
            return known;
        }
        RocksFamily family = database.family(kind.name(day));
        DayPartition made = new DayPartition(day, family);
        NavigableMap<Long, DayPartition> more = new TreeMap<>(days);
        more.put(day, made);
        days = more;
        return made;
    }

    /** Drops what a cluster has on days before one and gives of how many days. */
    public synchronized int dropBefore(long firstKeptDay, int cluster) {
        int dropped = 0;
        for (DayPartition partition : days.headMap(firstKeptDay, false).values()) {
            RoaringBitmap stored = partition.series(cluster);
            if (stored != null && !stored.isEmpty()) {
                RawBatch batch = new RawBatch(64);
                batch.deleteRange(partition.family(), DayKeys.cluster(cluster), DayKeys.cluster(cluster + 1));
                database.write(batch, false);
                partition.setSeries(cluster, new RoaringBitmap());
                database.compact(partition.family());
                dropped++;
            }
        }
        return dropped;
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
