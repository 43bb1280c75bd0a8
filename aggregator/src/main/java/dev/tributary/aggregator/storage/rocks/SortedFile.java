package dev.tributary.aggregator.storage.rocks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

import org.rocksdb.EnvOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileWriter;

/** A table file written beside the database, keys in rising byte order, to be taken in whole. */
public final class SortedFile implements AutoCloseable {
    private final Path path;
    private final EnvOptions environment = new EnvOptions();
    private final Options options;
    private final SstFileWriter writer;
    private ByteBuffer key = ByteBuffer.allocateDirect(64);
    private ByteBuffer value = ByteBuffer.allocateDirect(8192);
    private long count;

    SortedFile(Path path, Options options) {
        this.path = path;
        this.options = options;
        this.writer = new SstFileWriter(environment, options);
        try {
            writer.open(path.toString());
        } catch (RocksDBException e) {
            close();
            throw StoreIoException.of("creating " + path.getFileName(), e);
        }
    }

    public Path path() {
        return path;
    }

    public long count() {
        return count;
    }

    public void put(byte[] keyBytes, int keyLength, byte[] valueBytes, int valueLength) {
        key = fill(key, keyBytes, keyLength);
        value = fill(value, valueBytes, valueLength);
        try {
            writer.put(key, value);
        } catch (RocksDBException e) {
            throw StoreIoException.of("writing " + path.getFileName(), e);
        }
        count++;
    }

    /** Says that what a family holds under the key is gone. */
    public void delete(byte[] deleted) {
        try {
            writer.delete(deleted);
        } catch (RocksDBException e) {
            throw StoreIoException.of("writing " + path.getFileName(), e);
        }
        count++;
    }

    private static ByteBuffer fill(ByteBuffer kept, byte[] bytes, int length) {
        ByteBuffer buffer = kept.capacity() >= length ? kept : ByteBuffer.allocateDirect(2 * length);
        buffer.clear();
        buffer.put(bytes, 0, length).flip();
        return buffer;
    }

    /** Ends the file and makes it durable. */
    public void finish() {
        try {
            writer.finish();
        } catch (RocksDBException e) {
            throw StoreIoException.of("finishing " + path.getFileName(), e);
        }
    }

    /** Removes the file where it still is; one that was taken in is not. */
    public void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new StoreIoException(StoreIoException.Kind.OTHER, "deleting " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        writer.close();
        options.close();
        environment.close();
    }
}
