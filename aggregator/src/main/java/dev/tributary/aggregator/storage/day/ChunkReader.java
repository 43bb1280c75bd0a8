package dev.tributary.aggregator.storage.day;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.aggregator.storage.deletion.Deletions;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.model.SampleColumns;

/**
 * Reads chunks of one moment, series by series. Damaged chunks are told to a listener and left out, deleted samples
 * are left out. Not safe for several threads.
 */
public final class ChunkReader implements AutoCloseable {
    /** Is told of every part that could not be read. */
    public interface Damage {
        void found(String description);
    }

    /** Takes the samples of one chunk; a smaller flush number was written earlier. */
    public interface ChunkSink {
        void chunk(int flush, SampleColumns samples, int from);
    }

    private final List<DayPartition> days;
    private final RocksSnapshot snapshot;
    private final Deletions deletions;
    private final Damage damage;
    private final List<DayReader> readers = new ArrayList<>();

    /** @param deletions taken before the snapshot */
    public ChunkReader(List<DayPartition> days, RocksSnapshot snapshot, Deletions deletions, Damage damage) {
        this.days = days;
        this.snapshot = snapshot;
        this.deletions = deletions;
        this.damage = damage;
    }

    /** Appends the series' samples of the closed range, day by day, chunk by chunk. */
    public void read(int cluster, int metric, int id, long minMillis, long maxMillis, SampleColumns into,
            ChunkSink sink) {
        for (int i = 0; i < days.size(); i++) {
            if (i == readers.size()) {
                readers.add(new DayReader(days.get(i), snapshot, deletions, damage));
            }
            readers.get(i).read(cluster, metric, id, minMillis, maxMillis, into, sink);
        }
    }

    @Override
    public void close() {
        readers.forEach(DayReader::close);
        readers.clear();
    }
}
