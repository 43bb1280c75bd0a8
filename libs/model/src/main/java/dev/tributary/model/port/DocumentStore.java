package dev.tributary.model.port;

import java.util.Map;
import java.util.Optional;

/**
 * A small durable map for what is neither a sample nor a log line: alert state, edited rules. A put or remove that has
 * returned survives a crash. Keys are plain text, compared by UTF-8 bytes. Safe for several threads.
 */
public interface DocumentStore {
    Optional<byte[]> get(String key);

    void put(String key, byte[] document);

    /** Forgets a document; an absent one is no error. */
    void remove(String key);

    /** All documents whose key starts with the prefix, in key order. */
    Map<String, byte[]> all(String prefix);
}
