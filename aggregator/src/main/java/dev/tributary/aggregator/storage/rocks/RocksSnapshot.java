package dev.tributary.aggregator.storage.rocks;

import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.Snapshot;

/** The state of the whole database at one moment. Safe for several threads until closed. */
public final class RocksSnapshot implements AutoCloseable {
    private final RocksDB database;
    private final Snapshot snapshot;

    RocksSnapshot(RocksDB database) {
        this.database = database;
        this.snapshot = database.getSnapshot();
    }

    /** Opens a cursor over a family as it was at that moment. The family must be acquired by the caller. */
    public RocksCursor cursor(RocksFamily family) {
        return RocksDatabase.open(database, family, new ReadOptions().setSnapshot(snapshot));
    }

    @Override
    public void close() {
        database.releaseSnapshot(snapshot);
        snapshot.close();
    }
}
