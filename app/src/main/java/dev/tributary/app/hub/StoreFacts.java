package dev.tributary.app.hub;

import java.util.List;

import dev.tributary.aggregator.storage.MetricStore;
import dev.tributary.aggregator.storage.StorageStats;
import dev.tributary.queryapi.port.StorageStatus;

/** What the status pages show of the store. */
final class StoreFacts implements StorageStatus {
    private static final String ULID_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final MetricStore store;

    StoreFacts(MetricStore store) {
        this.store = store;
    }

    @Override
    public Head head() {
        if (!store.progress().ready()) {
            return new Head(0, 0, Long.MAX_VALUE, Long.MIN_VALUE);
        }
        StorageStats stats = store.stats();
        return new Head(stats.series(), stats.headChains(), stats.headMinMillis(), stats.headMaxMillis());
    }

    @Override
    public List<Block> blocks() {
        return store.progress().ready()
                ? store.days().stream()
                        .map(day -> new Block(id(day.minMillis()), day.minMillis(), day.endMillis(), day.series()))
                        .toList()
                : List.of();
    }

    /** A ULID: ten digits of the time in base 32, and as the rest nothing, since a day has one block. */
    private static String id(long millis) {
        StringBuilder digits = new StringBuilder();
        for (int shift = 45; shift >= 0; shift -= 5) {
            digits.append(ULID_DIGITS.charAt((int) (millis >>> shift) & 31));
        }
        return digits.append("0".repeat(16)).toString();
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
