package dev.tributary.aggregator.storage.side;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import org.roaringbitmap.RoaringBitmap;

/**
 * Exemplars by cluster, series and time. The whole exemplar stands in the key, so that the same one again changes nothing.
 *
 * <pre>
 * key   := day:u32-be cluster:u32-be id:u32-be time:i64-be(sign flipped) value:f64 count:varint (text text)*count
 * text  := length:varint bytes
 * value := empty
 * </pre>
 */
public final class ExemplarStore {
    private static final int PREFIX_BYTES = 8;
    private static final int TIME_AT = 12;

    private final RocksFamily family;

    public ExemplarStore(RocksFamily family) {
        this.family = family;
    }

    public RocksFamily family() {
        return family;
    }

    /** Puts an exemplar of a series into a batch. */
    public void store(int cluster, int id, Exemplar exemplar, RawBatch batch) {
        ByteWriter key = new ByteWriter(96);
        key.putIntBig((int) DayPartition.dayOf(exemplar.timestampMillis()));
        key.putIntBig(cluster);
        key.putIntBig(id);
        key.putLongBig(exemplar.timestampMillis() ^ Long.MIN_VALUE);
        key.putLongLittle(Double.doubleToRawLongBits(exemplar.value()));
        key.putVarint(exemplar.labels().size());
        exemplar.labels().forEach((name, value) -> {
            putText(key, name);
            putText(key, value);
        });
        batch.put(family, key.toArray(), new byte[0]);
    }

    private static void putText(ByteWriter out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.putVarint(bytes.length);
        out.putBytes(bytes);
    }

    /** The exemplars of some series of a cluster in the closed range, by id, each list in time order. */
    public Map<Integer, List<Exemplar>> read(RocksCursor cursor, int cluster, RoaringBitmap ids, long minMillis,
            long maxMillis) {
        Map<Integer, List<Exemplar>> found = new TreeMap<>();
        if (!cursor.seekToFirst()) {
            return found;
        }
        long from = Math.max(day(cursor), DayPartition.dayOf(minMillis));
        cursor.seekToLast();
        long to = Math.min(day(cursor), DayPartition.dayOf(maxMillis));
        for (long day = from; day <= to; day++) {
            // One walk over a cluster's day: exemplars are few, matching series may be many.
            byte[] prefix = prefix(day, cluster);
            for (boolean more = cursor.seek(prefix); more && cursor.keyStartsWith(prefix); more = cursor.next()) {
                int id = id(cursor);
                Exemplar exemplar = decode(cursor.key(), cursor.keyLength());
                if (ids.contains(id) && exemplar.timestampMillis() >= minMillis
                        && exemplar.timestampMillis() <= maxMillis) {
                    found.computeIfAbsent(id, _ -> new ArrayList<>()).add(exemplar);
                }
            }
        }
        return found;
    }

    /** Puts the deletion of some series' exemplars in a closed range into a batch. */
    public void delete(RocksCursor cursor, int cluster, RoaringBitmap ids, long minMillis, long maxMillis,
            RawBatch batch) {
        if (!cursor.seekToFirst()) {
            return;
        }
        long from = Math.max(day(cursor), DayPartition.dayOf(minMillis));
        cursor.seekToLast();
        long to = Math.min(day(cursor), DayPartition.dayOf(maxMillis));
        for (long day = from; day <= to; day++) {
            byte[] prefix = prefix(day, cluster);
            for (boolean more = cursor.seek(prefix); more && cursor.keyStartsWith(prefix); more = cursor.next()) {
                long time = decode(cursor.key(), cursor.keyLength()).timestampMillis();
                if (ids.contains(id(cursor)) && time >= minMillis && time <= maxMillis) {
                    batch.delete(family, Arrays.copyOf(cursor.key(), cursor.keyLength()));
                }
            }
        }
    }

    private static long day(RocksCursor cursor) {
        return new ByteReader(cursor.key()).readIntBig();
    }

    private static byte[] prefix(long day, int cluster) {
        ByteWriter prefix = new ByteWriter(PREFIX_BYTES);
        prefix.putIntBig((int) day);
        prefix.putIntBig(cluster);
        return prefix.toArray();
    }

    private static int id(RocksCursor cursor) {
        ByteReader in = new ByteReader();
        in.reset(cursor.key(), PREFIX_BYTES, Integer.BYTES);
        return in.readIntBig();
    }

    /**
     * Reads a stored key, for a verification.
     *
     * @throws CorruptDataException when it is damaged
     */
    public static void check(byte[] key, int length) {
        if (length < TIME_AT) {
            throw new CorruptDataException("an exemplar key of " + length + " bytes");
        }
        decode(key, length);
    }

    private static Exemplar decode(byte[] key, int length) {
        ByteReader in = new ByteReader();
        in.reset(key, TIME_AT, length - TIME_AT);
        long time = in.readLongBig() ^ Long.MIN_VALUE;
        double value = Double.longBitsToDouble(in.readLongLittle());
        String[] pairs = new String[2 * in.readCount(1000)];
        for (int i = 0; i < pairs.length; i++) {
            int textLength = in.readCount(Integer.MAX_VALUE);
            pairs[i] = new String(in.bytes(), in.skip(textLength), textLength, StandardCharsets.UTF_8);
        }
        return new Exemplar(Labels.ofSortedPairs(pairs), value, time);
    }

    /** Puts the deletion of a cluster's exemplars of all days before one into a batch. */
    public void deleteBefore(RocksCursor cursor, int cluster, long firstKeptDay, RawBatch batch) {
        if (cursor.seekToFirst()) {
            for (long day = day(cursor); day < firstKeptDay; day++) {
                batch.deleteRange(family, prefix(day, cluster), prefix(day, cluster + 1));
            }
        }
    }

    /** Puts the deletion of all days before one into a batch. */
    public void deleteBefore(long firstKeptDay, RawBatch batch) {
        ByteWriter end = new ByteWriter(4);
        end.putIntBig((int) firstKeptDay);
        batch.deleteRange(family, new byte[4], end.toArray());
    }
}
