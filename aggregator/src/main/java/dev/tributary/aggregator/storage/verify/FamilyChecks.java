package dev.tributary.aggregator.storage.verify;

import dev.tributary.aggregator.storage.rocks.RocksFamily;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;

/** Knows what the rows of each family of a store are. */
@FunctionalInterface
public interface FamilyChecks {
    /** What to do with the rows of a family, as they are at a moment; what they hold is told to the findings. */
    RowCheck of(RocksFamily family, RocksSnapshot snapshot, Findings findings);
}
