package dev.tributary.testkit;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tributary.model.Labels;
import dev.tributary.model.port.DocumentStore;

/** Documents in memory. Safe for several threads. */
public final class InMemoryDocumentStore implements DocumentStore {
    private final TreeMap<String, byte[]> documents = new TreeMap<>(Labels::compareUtf8);

    @Override
    public synchronized Optional<byte[]> get(String key) {
        return Optional.ofNullable(documents.get(key)).map(byte[]::clone);
    }

    @Override
    public synchronized void put(String key, byte[] document) {
        documents.put(key, document.clone());
    }

    @Override
    public synchronized void remove(String key) {
        documents.remove(key);
    }

    @Override
    public synchronized Map<String, byte[]> all(String prefix) {
        TreeMap<String, byte[]> found = new TreeMap<>(Labels::compareUtf8);
        documents.forEach((key, document) -> {
            if (key.startsWith(prefix)) {
                found.put(key, document.clone());
            }
        });
        return found;
    }
}
