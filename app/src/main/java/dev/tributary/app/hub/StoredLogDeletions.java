package dev.tributary.app.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.tributary.aggregator.storage.logs.LogStore;
import dev.tributary.aggregator.storage.logs.deletion.LogDeletion;
import dev.tributary.model.Matcher;
import dev.tributary.queryapi.port.LogDeletions;

/** Deletions of the hub's log store, for the API. */
final class StoredLogDeletions implements LogDeletions {
    private final LogStore store;
    private final Duration cancelPeriod;

    StoredLogDeletions(LogStore store, Duration cancelPeriod) {
        this.store = store;
        this.cancelPeriod = cancelPeriod;
    }

    @Override
    public Request delete(List<Matcher> matchers, String stages, long startNanos, long endNanos) {
        return shown(store.delete(matchers, stages, startNanos, endNanos));
    }

    @Override
    public List<Request> requests() {
        return store.deletions().stream().map(StoredLogDeletions::shown).toList();
    }

    @Override
    public boolean cancel(String id, boolean force) {
        return id.matches("[0-9]{1,9}") && store.cancelDeletion(Integer.parseInt(id), force);
    }

    @Override
    public Duration cancelPeriod() {
        return cancelPeriod;
    }

    private static Request shown(LogDeletion one) {
        return new Request(Integer.toString(one.id()), Instant.ofEpochMilli(one.createdMillis()), one.matchers(),
                one.stages(), one.minNanos(), one.maxNanos(), one.status() == LogDeletion.Status.PROCESSED);
    }
}
