package dev.tributary.aggregator.storage;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.series.SeriesRecords;

/**
 * The newest time that any flush wrote, kept in the store: after a restart a later sample is new for sure, and an earlier
 * one is looked for among the chunks, so that a duplicate is known as one.
 *
 * <pre>
 * 0x02 -> time:zigzag
 * </pre>
 */
final class FlushMark {
    private static final byte[] KEY = {2};

    private final RocksDatabase database;
    private final RocksFamily meta;
    private long newestMillis;

    FlushMark(RocksDatabase database, RocksFamily meta) {
        this.database = database;
        this.meta = meta;
        byte[] stored = database.get(meta, KEY);
        newestMillis = stored == null ? SeriesRecords.NO_TIME : new ByteReader(stored).readZigzag();
    }

    /** Unix milliseconds, {@link SeriesRecords#NO_TIME} when nothing was flushed yet or an older program did. */
    long newestMillis() {
        return newestMillis;
    }

    /** Notes what a flush is going to bring to the days; durable with the next sync. */
    void raise(long millis) {
        if (millis > newestMillis) {
            ByteWriter value = new ByteWriter(10);
            value.putZigzag(millis);
            RawBatch batch = new RawBatch(64);
            batch.put(meta, KEY, value.toArray());
            database.write(batch, false);
            newestMillis = millis;
        }
    }
}
