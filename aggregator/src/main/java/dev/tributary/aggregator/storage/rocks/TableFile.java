package dev.tributary.aggregator.storage.rocks;

import java.nio.file.Path;

import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;

/**
 * One table file of an open database.
 *
 * @param number  its number, which its name starts with
 * @param entries rows in it
 */
public record TableFile(String family, Path path, long number, long bytes, long entries) {
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
