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
    static final int VERSION = 1;
    private static final byte[] KEY = {0};

    private final RocksDatabase database;
    private final RocksFamily meta;

    StoreFormat(RocksDatabase database, RocksFamily meta) {
        this.database = database;
        this.meta = meta;
    }

    /** Marks a new store with this version and refuses one of a later version. */
    void check() {
        byte[] stored = database.get(meta, KEY);
        if (stored == null) {
            ByteWriter version = new ByteWriter(4);
            version.putVarint(VERSION);
            RawBatch batch = new RawBatch(64);
            batch.put(meta, KEY, version.toArray());
            database.write(batch, true);
            return;
        }
        long found = new ByteReader(stored).readVarint();
        if (found > VERSION) {
            throw new IllegalStateException("the store in " + database.folder() + " has format version " + found
                    + ", this program reads versions up to " + VERSION + ": use the newer program");
        }
    }
}
