package dev.tributary.aggregator.storage.day;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.tributary.aggregator.storage.rocks.RocksFamily;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The chunks of one UTC day and which series have any. The bitmaps handed out are never changed: a flush puts new ones in
 * their place.
 */
public final class DayPartition {
    public static final long DAY_MILLIS = 86_400_000L;

    private final long day;
    private final RocksFamily family;
    private final Map<Integer, RoaringBitmap> series = new ConcurrentHashMap<>();

    DayPartition(long day, RocksFamily family) {
        this.day = day;
        this.family = family;
    }

    /** The day that a time lies in, in days since 1970. */
    public static long dayOf(long timeMillis) {
        return Math.floorDiv(timeMillis, DAY_MILLIS);
    }

    public long day() {
        return day;
    }

    public long firstMillis() {
        return day * DAY_MILLIS;
    }

    public long lastMillis() {
        return firstMillis() + DAY_MILLIS - 1;
    }

    public RocksFamily family() {
        return family;
    }

    public boolean meets(long minMillis, long maxMillis) {
        return firstMillis() <= maxMillis && lastMillis() >= minMillis;
    }

    /** Ids of a cluster's series with chunks on this day, not to be changed. */
    public @Nullable RoaringBitmap series(int cluster) {
        return series.get(cluster);
    }

    /** Series of all clusters with chunks on this day. */
    public long seriesCount() {
        return series.values().stream().mapToLong(RoaringBitmap::getLongCardinality).sum();
    }

    /** Puts a cluster's ids; the bitmap must not change any more. */
    public void setSeries(int cluster, RoaringBitmap ids) {
        series.put(cluster, ids);
    }
}
