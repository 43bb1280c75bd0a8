package dev.tributary.aggregator.storage.side;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tributary.aggregator.storage.rocks.RawBatch;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.model.port.DocumentStore;

/**
 * Documents as rows of one family: alert state and edited rules. Safe for several threads.
 *
 * <pre>
 * key   := the document's key in UTF-8
 * value := the document
 * </pre>
 */
public final class DocumentRows implements DocumentStore {
    /** A document beyond this is a mistake of its writer: 64 MiB. */
    private static final int BYTES_MAX = 64 << 20;

    private final RocksDatabase database;
    private final RocksFamily family;
    private final boolean sync;

    /** With {@code sync} a document is on disk when it is put, otherwise with the next sync of the log. */
    public DocumentRows(RocksDatabase database, RocksFamily family, boolean sync) {
        this.database = database;
        this.family = family;
        this.sync = sync;
    }

    @Override
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(database.get(family, bytes(key)));
    }

    @Override
    public void put(String key, byte[] document) {
        if (document.length > BYTES_MAX) {
            throw new IllegalArgumentException("document " + key + " has " + document.length + " bytes, the most is "
                    + BYTES_MAX);
        }
        RawBatch batch = new RawBatch(document.length + 128);
        batch.put(family, bytes(key), document);
        database.write(batch, sync);
    }

    @Override
    public void remove(String key) {
        RawBatch batch = new RawBatch(128);
        batch.delete(family, bytes(key));
        database.write(batch, sync);
    }

    @Override
    public Map<String, byte[]> all(String prefix) {
        byte[] start = bytes(prefix);
        Map<String, byte[]> found = new LinkedHashMap<>();
        try (RocksCursor cursor = database.cursor(family)) {
            for (boolean more = cursor.seek(start); more && cursor.keyStartsWith(start); more = cursor.next()) {
                byte[] value = cursor.value();
                found.put(new String(cursor.key(), 0, cursor.keyLength(), StandardCharsets.UTF_8),
                        Arrays.copyOf(value, cursor.valueLength()));
            }
        }
        return found;
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }
}
