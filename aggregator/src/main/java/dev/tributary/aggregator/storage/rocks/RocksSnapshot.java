package dev.tributary.aggregator.storage.rocks;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

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

    /**
     * Reads rows file by file, oldest first, where a damaged block of one file keeps a cursor from reading the others: what
     * stands in readable blocks is found. Rows still in a write buffer are not, and may be newer than the snapshot.
     *
     * @param damage is told of every file that could not be read to the end
     */
    public void salvage(RocksFamily family, byte[] prefix, RowSink rows, Consumer<String> damage) {
        List<TableFile> files = TableFile.of(database).stream().filter(file -> file.family().equals(family.name()))
                .sorted(Comparator.comparingLong(TableFile::number)).toList();
        for (TableFile file : files) {
            try {
                file.read(prefix, rows);
            } catch (StoreIoException e) {
                damage.accept(family.name() + ": " + e.getMessage());
            }
        }
    }

    /** Takes rows; the arrays are the sink's. */
    public interface RowSink {
        /** @param value the row's value and eight more bytes */
        void row(byte[] key, byte[] value, int valueLength);
    }

    @Override
    public void close() {
        database.releaseSnapshot(snapshot);
        snapshot.close();
    }
}
