package dev.tributary.aggregator.storage.rocks;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.SstFileReaderIterator;

/**
 * One table file of an open database.
 *
 * @param number  its number, which its name starts with
 * @param entries rows in it
 */
public record TableFile(String family, Path path, long number, long bytes, long entries) {
    static List<TableFile> of(RocksDB database) {
        return database.getLiveFilesMetaData().stream()
                .map(file -> new TableFile(new String(file.columnFamilyName(), StandardCharsets.UTF_8),
                        Path.of(file.path() + file.fileName()), Long.parseLong(file.fileName().replaceAll("\\D", "")),
                        file.size(), file.numEntries()))
                .toList();
    }

    /**
     * Reads the rows whose keys start with a prefix.
     *
     * @throws StoreIoException where a block is damaged; the rows before it were given
     */
    void read(byte[] prefix, RocksSnapshot.RowSink rows) {
        try (Options options = new Options();
                ReadOptions reading = new ReadOptions();
                SstFileReader reader = new SstFileReader(options)) {
            reader.open(path.toString());
            try (SstFileReaderIterator iterator = reader.newIterator(reading)) {
                for (iterator.seek(prefix); iterator.isValid() && startsWith(iterator.key(), prefix); iterator.next()) {
                    byte[] value = iterator.value();
                    rows.row(iterator.key(), Arrays.copyOf(value, value.length + RocksCursor.SLACK), value.length);
                }
                iterator.status();
            }
        } catch (RocksDBException e) {
            throw StoreIoException.of("reading " + path.getFileName(), e);
        }
    }

    private static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /**
     * Reads all of it and compares every block with its checksum.
     *
     * @throws StoreIoException of kind {@code CORRUPTION} when a block is damaged
     */
    public void verify() {
        try (Options options = new Options(); SstFileReader reader = new SstFileReader(options)) {
            reader.open(path.toString());
            reader.verifyChecksum();
        } catch (RocksDBException e) {
            throw StoreIoException.of("reading " + path.getFileName(), e);
        }
    }
}
