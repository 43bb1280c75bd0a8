package dev.tributary.aggregator.storage.logs.read;

import dev.tributary.aggregator.storage.day.DayPartitions;
import dev.tributary.aggregator.storage.logs.deletion.LogDeletions;
import dev.tributary.aggregator.storage.logs.head.LogHead;
import dev.tributary.aggregator.storage.logs.record.RecordRows;
import dev.tributary.aggregator.storage.read.DamageLog;
import dev.tributary.aggregator.storage.read.ReadGate;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.series.SeriesCatalog;

/** What readers read from. */
public record LogParts(RocksDatabase database, SeriesCatalog catalog, LogHead head, DayPartitions partitions,
        RecordRows records, LogDeletions deletions, ReadGate gate, DamageLog damages, LogReadCounts counts) {
}
