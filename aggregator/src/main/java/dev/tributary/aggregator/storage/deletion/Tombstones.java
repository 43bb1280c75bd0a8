package dev.tributary.aggregator.storage.deletion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import org.roaringbitmap.RoaringBitmap;

/**
 * All deletions whose samples were not removed yet, in memory and in the family {@code tombstones}. Safe for several
 * threads.
 */
public final class Tombstones {
    private final RocksDatabase database;
    private final RocksFamily family;
    private volatile Deletions current = Deletions.NONE;
    private int nextNumber = 1;

    public Tombstones(RocksDatabase database) {
        this.database = database;
        this.family = database.family("tombstones");
    }

    /** Reads what is stored. */
    public synchronized void load() {
        List<Tombstone> found = new ArrayList<>();
        try (RocksCursor cursor = database.cursor(family)) {
            for (boolean more = cursor.seekToFirst(); more; more = cursor.next()) {
                ByteReader key = new ByteReader();
                key.reset(cursor.key(), 0, cursor.keyLength());
                ByteReader value = new ByteReader();
                value.reset(cursor.value(), 0, cursor.valueLength());
                Tombstone tombstone = Tombstone.decode(key, value);
                found.add(tombstone);
                nextNumber = Math.max(nextNumber, tombstone.number() + 1);
            }
        }
        current = new Deletions(found);
    }

    /** What is deleted now. */
    public Deletions current() {
        return current;
    }

    /**
     * Deletes in several clusters, whole or not at all; durable and in force when this returns.
     *
     * @param seriesByCluster ids, not to be changed any more
     */
    public synchronized void add(Map<Integer, RoaringBitmap> seriesByCluster, long minMillis, long maxMillis,
            long lastFlush) {
        List<Tombstone> more = new ArrayList<>(current.all());
        RawBatch batch = new RawBatch(256);
        int number = nextNumber;
        for (Map.Entry<Integer, RoaringBitmap> entry : seriesByCluster.entrySet()) {
            Tombstone made = new Tombstone(number++, entry.getKey(), entry.getValue(), minMillis, maxMillis, lastFlush,
                    Comebacks.none());
            more.add(made);
            batch.put(family, made.key(), made.value());
        }
        database.write(batch, true);
        nextNumber = number;
        current = new Deletions(more);
    }

    /** Forgets deletions whose samples were removed. */
    public synchronized void remove(Collection<Tombstone> cleaned) {
        Set<Integer> numbers = cleaned.stream().map(Tombstone::number).collect(Collectors.toSet());
        RawBatch batch = new RawBatch(256);
        cleaned.forEach(tombstone -> batch.delete(family, tombstone.key()));
        database.write(batch, true);
        current = new Deletions(
                current.all().stream().filter(tombstone -> !numbers.contains(tombstone.number())).toList());
    }

    /** Notes that a flush brought chunks of series to a day. */
    public void flushed(long day, long flush, int cluster, RoaringBitmap ids) {
        for (Tombstone tombstone : current.in(cluster)) {
            if (flush > tombstone.lastFlush()) {
                tombstone.comebacks().add(day, RoaringBitmap.and(ids, tombstone.series()));
            }
        }
    }
}
