package dev.tributary.aggregator.storage.logs.write;

import java.util.concurrent.atomic.LongAdder;

/** What was taken and refused since the start. Safe for several threads. */
public final class LogWriteCounts {
    private final LongAdder entries = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final LongAdder refused = new LongAdder();

    void taken(long entryCount, long byteCount, long recordCount) {
        entries.add(entryCount);
        bytes.add(byteCount);
        records.add(recordCount);
    }

    void refused(long count) {
        refused.add(count);
    }

    /** Entries written. */
    public long entries() {
        return entries.sum();
    }

    /** Bytes of their lines and metadata. */
    public long bytes() {
        return bytes.sum();
    }

    /** Records among them. */
    public long records() {
        return records.sum();
    }

    /** Entries refused. */
    public long refused() {
        return refused.sum();
    }
}
