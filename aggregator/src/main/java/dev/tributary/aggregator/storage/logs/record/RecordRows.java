package dev.tributary.aggregator.storage.logs.record;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.tributary.aggregator.storage.logs.block.LineTable;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** All records. Staged by the thread of the group commit alone; asked by any. */
public final class RecordRows {
    private final RocksDatabase database;
    private final RocksFamily family;
    /** What the group under way stages, which the database does not show yet. */
    private final List<LogRecordEntry> staged = new ArrayList<>();
    /** Streams that ever had records, by cluster; the bitmaps handed out never change. */
    private final Map<Integer, RoaringBitmap> streams = new ConcurrentHashMap<>();

    public RecordRows(RocksDatabase database) {
        this.database = database;
        this.family = database.family("records");
    }

    /** Finds out which streams have records. */
    public void load() {
        try (RocksCursor cursor = database.cursor(family)) {
            boolean more = cursor.seek(new byte[]{RecordKeys.ENTRY});
            while (more) {
                int cluster = RecordKeys.clusterOf(cursor.key());
                int stream = RecordKeys.streamOf(cursor.key());
                note(cluster, stream);
                more = cursor.seek(RecordKeys.from(cluster, stream + 1, Long.MIN_VALUE));
            }
        }
    }

    private void note(int cluster, int stream) {
        streams.compute(cluster, (_, known) -> {
            if (known != null && known.contains(stream)) {
                return known;
            }
            RoaringBitmap more = known == null ? new RoaringBitmap() : known.clone();
            more.add(stream);
            return more;
        });
    }

    /**
     * Decodes a row and gives how many entries it holds.
     *
     * @throws dev.tributary.aggregator.storage.memory.CorruptDataException when it is damaged
     */
    public static long check(byte[] key, int keyLength, byte[] value, int valueLength) {
        if (keyLength == 0 || key[0] != RecordKeys.ENTRY) {
            RecordKeys.readPlace(Arrays.copyOf(value, valueLength));
            return 0;
        }
        RecordTable table = new RecordTable();
        table.add(RecordKeys.timeOf(key), value, valueLength);
        table.metadata(0);
        return 1;
    }

    RocksFamily family() {
        return family;
    }

    /** True when a stream may have records. */
    public boolean mayHave(int cluster, int stream) {
        RoaringBitmap known = streams.get(cluster);
        return known != null && known.contains(stream);
    }

    /** Ids of a cluster's streams that may have records, not to be changed. */
    public RoaringBitmap streams(int cluster) {
        RoaringBitmap known = streams.get(cluster);
        return known == null ? new RoaringBitmap() : known;
    }

    /**
     * Puts a record into a write in place of its older version; false when the stored one is as new or newer.
     *
     * @param flush number of the generation of this moment, for deletions
     */
    public boolean stage(LogRecordEntry entry, long flush, RawBatch write) {
        RecordKeys.Place before = placeOf(entry);
        if (before != null && entry.version().compareTo(before.version()) <= 0) {
            return false;
        }
        if (before != null) {
            write.delete(family, RecordKeys.entry(entry.cluster(), before.stream(), before.version().timestampNanos(),
                    entry.key()));
        }
        write.put(family, RecordKeys.place(entry.cluster(), entry.key()),
                RecordKeys.placeValue(entry.stream(), entry.version()));
        write.put(family, RecordKeys.entry(entry.cluster(), entry.stream(), entry.version().timestampNanos(),
                entry.key()), RecordKeys.entryValue(entry, flush));
        staged.add(entry);
        note(entry.cluster(), entry.stream());
        return true;
    }

    private RecordKeys.@Nullable Place placeOf(LogRecordEntry entry) {
        for (LogRecordEntry one : staged.reversed()) {
            if (one.isSameRecord(entry)) {
                return new RecordKeys.Place(one.stream(), one.version());
            }
        }
        byte[] stored = database.get(family, RecordKeys.place(entry.cluster(), entry.key()));
        return stored == null ? null : RecordKeys.readPlace(stored);
    }

    /** Says that the staged group was written, or that it never will be. */
    public void settled() {
        staged.clear();
    }

    /** Says of a record whether it goes. */
    @FunctionalInterface
    public interface Condition {
        /**
         * @param flush  the generation that it came with
         * @param record makes a table of the record alone
         */
        boolean holds(long timeNanos, long flush, Supplier<LineTable> record);
    }

    /** Removes the records of a stream for which a condition holds and gives how many; as work between group commits. */
    public long remove(int cluster, int stream, Condition condition) {
        RawBatch batch = new RawBatch(1 << 12);
        long removed = 0;
        byte[] prefix = RecordKeys.prefix(cluster, stream);
        try (RocksCursor cursor = database.cursor(family)) {
            for (boolean more = cursor.seek(prefix); more && cursor.keyStartsWith(prefix); more = cursor.next()) {
                byte[] value = cursor.value();
                long nanos = RecordKeys.timeOf(cursor.key());
                if (condition.holds(nanos, RecordTable.flushOf(value, cursor.valueLength()),
                        () -> RecordTable.of(nanos, value, cursor.valueLength()))) {
                    byte[] key = Arrays.copyOf(cursor.key(), cursor.keyLength());
                    batch.delete(family, key);
                    batch.delete(family, RecordKeys.place(cluster, RecordKeys.recordKey(key, key.length)));
                    removed++;
                }
            }
        }
        if (removed > 0) {
            database.write(batch, false);
        }
        return removed;
    }
}
