package dev.tributary.aggregator.storage;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

import dev.tributary.aggregator.storage.settings.StorageOptions;
import dev.tributary.model.ClusterId;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.testkit.FakeClock;
import dev.tributary.testkit.TestWriter;

/** Opens stores in a folder of the test under a clock of the test. */
final class StoreFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    final FakeClock clock = new FakeClock(NOW);
    StorageOptions options;
    MetricStore store;

    StoreFixture(Path folder) {
        options = StorageOptions.of(folder).withCacheBytes(16 << 20);
        store = open();
    }

    private MetricStore open() {
        MetricStore opened = new MetricStore(options, clock, new Random(7));
        opened.start();
        return opened;
    }

    /** Writes as a cluster whose credentials name it. */
    TestWriter writer(String cluster) {
        return new TestWriter(store, new WriterIdentity(new ClusterId(cluster), false));
    }

    /** Closes the store and opens it again. */
    void restart() {
        store.close();
        store = open();
    }

    /** Opens the store again under other options. */
    void restart(StorageOptions other) {
        store.close();
        options = other;
        store = open();
    }

    @Override
    public void close() {
        store.close();
    }
}
