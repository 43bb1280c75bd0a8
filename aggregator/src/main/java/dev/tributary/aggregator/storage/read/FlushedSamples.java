package dev.tributary.aggregator.storage.read;

import java.util.List;

import dev.tributary.aggregator.storage.day.ChunkReader;
import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.day.DayPartitions;
import dev.tributary.aggregator.storage.deletion.Deletions;
import dev.tributary.aggregator.storage.deletion.Tombstones;
import dev.tributary.aggregator.storage.head.HeadAppender;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.aggregator.storage.series.SeriesRecords;
import dev.tributary.model.SampleColumns;

/** Looks up single flushed samples, for late arrivals. */
public final class FlushedSamples implements HeadAppender.StoredSamples {
    private final RocksDatabase database;
    private final DayPartitions partitions;
    private final SeriesRecords records;
    private final Tombstones tombstones;

    public FlushedSamples(RocksDatabase database, DayPartitions partitions, SeriesRecords records,
            Tombstones tombstones) {
        this.database = database;
        this.partitions = partitions;
        this.records = records;
        this.tombstones = tombstones;
    }

    @Override
    public void find(int ref, long timeMillis, SampleColumns into) {
        List<DayPartition> days = partitions.acquire(timeMillis, timeMillis);
        if (days.isEmpty()) {
            return;
        }
        Deletions deletions = tombstones.current();
        try (RocksSnapshot snapshot = database.snapshot();
                ChunkReader chunks = new ChunkReader(days, snapshot, deletions, _ -> {
                    // A damaged chunk cannot contradict: the late sample is stored, and readers hear of the damage.
                })) {
            chunks.read(records.cluster(ref), records.metric(ref), records.id(ref), timeMillis, timeMillis, into,
                    (_, _, _) -> {
                    });
        } finally {
            DayPartitions.release(days);
        }
    }
}
