package dev.tributary.aggregator.storage.rocks;

import java.util.Arrays;

import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Walks the keys of one family in byte order and copies keys and values into buffers it keeps, so a step makes no
 * garbage. Not safe for several threads.
 */
public final class RocksCursor implements AutoCloseable {
    /** Room behind a value. */
    static final int SLACK = 8;

    private final RocksFamily family;
    private final ReadOptions options;
    private final RocksIterator iterator;
    private byte[] key = new byte[64];
    private byte[] value = new byte[4096];
    private int keyLength;
    private int valueLength;

    RocksCursor(RocksDB database, RocksFamily family, ReadOptions options) {
        this.family = family;
        this.options = options;
        this.iterator = database.newIterator(family.handle(), options);
    }

    public boolean seekToFirst() {
        iterator.seekToFirst();
        return loadKey();
    }

    public boolean seekToLast() {
        iterator.seekToLast();
        return loadKey();
    }

    /** Goes to the first key that is not below the target. */
    public boolean seek(byte[] target) {
        iterator.seek(target);
        return loadKey();
    }

    public boolean next() {
        iterator.next();
        return loadKey();
    }

    private boolean loadKey() {
        if (!iterator.isValid()) {
            try {
                iterator.status();
            } catch (RocksDBException e) {
                throw StoreIoException.of("reading " + family.name(), e);
            }
            return false;
        }
        keyLength = iterator.key(key, 0, key.length);
        if (keyLength > key.length) {
            key = new byte[keyLength];
            keyLength = iterator.key(key, 0, key.length);
        }
        return true;
    }

    /** The key buffer, of which the first {@link #keyLength} bytes count until the next step. */
    public byte[] key() {
        return key;
    }

    public int keyLength() {
        return keyLength;
    }

    public boolean keyStartsWith(byte[] prefix) {
        return keyLength >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    /**
     * Copies the value; the buffer's first {@link #valueLength} bytes count until the next call, and it goes on for eight
     * bytes at least, so that decoders may load whole words.
     */
    public byte[] value() {
        valueLength = iterator.value(value, 0, value.length - SLACK);
        if (valueLength > value.length - SLACK) {
            value = new byte[Math.max(valueLength + SLACK, 2 * value.length)];
            valueLength = iterator.value(value, 0, value.length - SLACK);
        }
        return value;
    }

    public int valueLength() {
        return valueLength;
    }

    @Override
    public void close() {
        iterator.close();
        options.close();
        family.release();
    }
}
