package dev.tributary.app.hub;

import dev.tributary.aggregator.storage.MetricStore;
import dev.tributary.aggregator.storage.StoreProgress;
import dev.tributary.queryapi.http.Readiness;

/** Where the hub is between start and stop. Safe for several threads. */
final class HubState {
    private final MetricStore store;
    private volatile boolean stopping;

    HubState(MetricStore store) {
        this.store = store;
    }

    void stop() {
        stopping = true;
    }

    StoreProgress progress() {
        return stopping ? new StoreProgress(false, "stopping") : store.progress();
    }

    Readiness readiness() {
        if (stopping) {
            return Readiness.STOPPING;
        }
        return store.progress().ready() ? Readiness.READY : Readiness.STARTING;
    }
}
