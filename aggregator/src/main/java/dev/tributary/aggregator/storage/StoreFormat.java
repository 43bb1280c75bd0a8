package dev.tributary.aggregator.storage;

import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;

/**
 * The version of a store's layout as a whole, kept in the store.
 *
 * <pre>
 * 0x00 -> version:varint
 * </pre>
 */
final class StoreFormat {
    /** 2 has deletions, which an earlier program would not heed. */
    static final int VERSION = 2;
    private static final byte[] KEY = {0};

    private final RocksDatabase database;
    private final RocksFamily meta;

    StoreFormat(RocksDatabase database, RocksFamily meta) {
        this.database = database;
        this.meta = meta;
    }

    /** Marks a new store, or one of an earlier version, with this version and refuses one of a later version. */
    void check() {
        byte[] stored = database.get(meta, KEY);
        long found = stored == null ? 0 : new ByteReader(stored).readVarint();
        if (found > VERSION) {
            throw new IllegalStateException("the store in " + database.folder() + " has format version " + found
                    + ", this program reads versions up to " + VERSION + ": use the newer program");
        }
        if (found < VERSION) {
            mark();
        }
    }

    private void mark() {
        ByteWriter version = new ByteWriter(4);
        version.putVarint(VERSION);
        RawBatch batch = new RawBatch(64);
        batch.put(meta, KEY, version.toArray());
        database.write(batch, true);
    }
}
