package dev.tributary.aggregator.web.planted;

import dev.tributary.collector.planted.CallsTheHubDirectly;

/** Breaks rules on purpose: a route that knows the database, and a cycle between packages. */
public final class ReachesIntoRocksDb {
    public String name() {
        return org.rocksdb.RocksDB.class.getName() + CallsTheHubDirectly.class.getName();
    }
}
