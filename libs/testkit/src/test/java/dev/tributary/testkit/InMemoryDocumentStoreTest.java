package dev.tributary.testkit;

import dev.tributary.model.port.DocumentStore;

class InMemoryDocumentStoreTest extends DocumentStoreContract {
    private final InMemoryDocumentStore store = new InMemoryDocumentStore();

    @Override
    protected DocumentStore store() {
        return store;
    }
}
