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
public final class StoreFormat {
    /** 2 has deletions, which an earlier program would not heed. */
    public static final int VERSION = 2;
    /** Of the log store, which has a folder of its own. */
    public static final int LOGS_VERSION = 1;
    private static final byte[] KEY = {0};

    private final RocksDatabase database;
    private final RocksFamily meta;
    private final int version;

    /** The format of a metric store. */
    public StoreFormat(RocksDatabase database, RocksFamily meta) {
        this(database, meta, VERSION);
    }

    /** @param version that this program writes, and the newest it reads */
    public StoreFormat(RocksDatabase database, RocksFamily meta, int version) {
        this.version = version;
        this.database = database;
        this.meta = meta;
    }

    /** Marks a new store, or one of an earlier version, with this version and refuses one of a later version. */
    public void check() {
        byte[] stored = database.get(meta, KEY);
        long found = stored == null ? 0 : new ByteReader(stored).readVarint();
        if (found > version) {
            throw new IllegalStateException("the store in " + database.folder() + " has format version " + found
                    + ", this program reads versions up to " + version + ": use the newer program");
        }
        if (found < version) {
            mark();
        }
    }

    private void mark() {
        ByteWriter value = new ByteWriter(4);
        value.putVarint(version);
        RawBatch batch = new RawBatch(64);
        batch.put(meta, KEY, value.toArray());
        database.write(batch, true);
    }
}
