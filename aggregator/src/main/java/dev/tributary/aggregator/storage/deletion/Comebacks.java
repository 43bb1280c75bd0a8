package dev.tributary.aggregator.storage.deletion;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.roaringbitmap.RoaringBitmap;

/**
 * Which series of one deletion got chunks after it, by day: a deleted series is not listed any more, one that came back is.
 * After a restart this is not known until the deletion is cleaned; all count as back then. Safe for several threads.
 */
public final class Comebacks {
    private final boolean known;
    private final Map<Long, RoaringBitmap> byDay = new ConcurrentHashMap<>();

    private Comebacks(boolean known) {
        this.known = known;
    }

    static Comebacks none() {
        return new Comebacks(true);
    }

    static Comebacks unknown() {
        return new Comebacks(false);
    }

    void add(long day, RoaringBitmap ids) {
        byDay.merge(day, ids, (before, more) -> RoaringBitmap.or(before, more));
    }

    /** Of the ids, those that did not come back on a day. */
    RoaringBitmap without(long day, RoaringBitmap ids) {
        if (!known) {
            return new RoaringBitmap();
        }
        RoaringBitmap back = byDay.get(day);
        return back == null ? ids : RoaringBitmap.andNot(ids, back);
    }
}
