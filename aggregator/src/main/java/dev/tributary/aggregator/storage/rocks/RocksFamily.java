package dev.tributary.aggregator.storage.rocks;

import org.rocksdb.ColumnFamilyHandle;

/**
 * One column family. It counts its users, so that a family dropped by retention stays readable for those who read it at
 * that moment and is closed by the last of them.
 */
public final class RocksFamily {
    private final String name;
    private final ColumnFamilyHandle handle;
    private final int id;
    /** One for the database itself, one for each user; guarded by this. */
    private int users = 1;

    RocksFamily(String name, ColumnFamilyHandle handle) {
        this.name = name;
        this.handle = handle;
        this.id = handle.getID();
    }

    public String name() {
        return name;
    }

    /** The number that raw batches name the family by. */
    int id() {
        return id;
    }

    ColumnFamilyHandle handle() {
        return handle;
    }

    /** Enters a user; false when the family is closed already. */
    public synchronized boolean acquire() {
        if (users == 0) {
            return false;
        }
        users++;
        return true;
    }

    /** Ends a use. */
    public synchronized void release() {
        users--;
        if (users == 0) {
            handle.close();
        }
    }
}
