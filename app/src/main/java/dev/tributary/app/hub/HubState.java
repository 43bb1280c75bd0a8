package dev.tributary.app.hub;

import dev.tributary.aggregator.storage.MetricStore;
import dev.tributary.aggregator.storage.StoreProgress;
import dev.tributary.aggregator.storage.logs.LogStore;
import dev.tributary.queryapi.http.Readiness;

/** Where the hub is between start and stop. Safe for several threads. */
final class HubState {
    private final MetricStore store;
    private final LogStore logs;
    private volatile boolean stopping;

    HubState(MetricStore store, LogStore logs) {
        this.store = store;
        this.logs = logs;
    }

    void stop() {
        stopping = true;
    }

    StoreProgress progress() {
        if (stopping) {
            return new StoreProgress(false, "stopping");
        }
        StoreProgress metrics = store.progress();
        return metrics.ready() ? logs.progress() : metrics;
    }

    Readiness readiness() {
        if (stopping) {
            return Readiness.STOPPING;
        }
        return progress().ready() ? Readiness.READY : Readiness.STARTING;
    }
}
