package dev.tributary.app.hub;

import dev.tributary.aggregator.storage.MetricStore;
import dev.tributary.queryapi.port.StorageStatus;

/** What the status pages show of the store. */
final class StoreFacts implements StorageStatus {
    private final MetricStore store;

    StoreFacts(MetricStore store) {
        this.store = store;
    }

    /** The earliest and latest time of the samples in memory are not known: nothing is stated. */
    @Override
    public Head head() {
        boolean ready = store.progress().ready();
        return new Head(ready ? store.stats().series() : 0, 0, Long.MAX_VALUE, Long.MIN_VALUE);
    }

    @Override
    public Replay replay() {
        return new Replay(0, 0, 0);
    }

    /** Damaged parts that reads left out; who reads one twice counts twice. */
    @Override
    public long corruptions() {
        return store.progress().ready() ? store.stats().damagedReads() : 0;
    }
}
