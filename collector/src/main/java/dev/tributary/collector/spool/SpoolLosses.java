package dev.tributary.collector.spool;

import java.util.EnumMap;
import java.util.Map;

/** What a spool had to give up. Guarded by the spool's lock. */
final class SpoolLosses {
    /** Why a segment was dropped before it was shipped. */
    enum Reason {
        SIZE, AGE, DISK_FULL
    }

    private final Map<Reason, Long> samples = new EnumMap<>(Reason.class);
    private long damagedBytes;

    void dropped(Reason reason, long count) {
        samples.merge(reason, count, Long::sum);
    }

    void damaged(long bytes) {
        damagedBytes += bytes;
    }

    /** A piece of a batch whose writing never ended: nothing was promised for it. */
    void torn(long bytes) {
        damagedBytes += bytes;
    }

    long of(Reason reason) {
        return samples.getOrDefault(reason, 0L);
    }

    long damagedBytes() {
        return damagedBytes;
    }
}
