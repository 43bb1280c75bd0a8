package dev.tributary.aggregator.storage.day;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.tributary.aggregator.storage.deletion.Deletions;
import dev.tributary.aggregator.storage.deletion.Tombstones;
import dev.tributary.aggregator.storage.rocks.FamilyKind;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksMemory;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.model.SampleColumns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DayFlushTest {
    @TempDir
    Path folder;

    private static SampleColumns samples(long... times) {
        SampleColumns columns = new SampleColumns();
        for (long time : times) {
            columns.add(time, (double) time);
        }
        return columns;
    }

    private void flush(RocksDatabase database, DayPartitions partitions, SampleColumns first, SampleColumns second) {
        try (DayFlush flush = new DayFlush(database, partitions, new Tombstones(database), folder, 7)) {
            flush.add(1, 1, 1, first);
            flush.add(1, 1, 2, second);
            flush.finish();
        }
    }

    /** A crash between the day's file and the end of its log: the log is replayed, goes on, and is flushed once more. */
    @Test
    void aFlushThatComesAgainWithMoreLeavesItsFirstChunksReadable() {
        try (RocksDatabase database = RocksDatabase.open(folder.resolve("db"), new RocksMemory(8 << 20, 4 << 20))) {
            DayPartitions partitions = new DayPartitions(database, FamilyKind.CHUNKS);
            flush(database, partitions, samples(2000, 3000), samples(2000, 3000));
            flush(database, partitions, samples(500, 1000, 2000, 3000, 4000), samples(2000, 3000, 5000));
            List<String> damages = new ArrayList<>();
            SampleColumns read = new SampleColumns();
            List<DayPartition> days = partitions.acquire(0, 10_000);
            try (RocksSnapshot snapshot = database.snapshot();
                    ChunkReader reader = new ChunkReader(days, snapshot, Deletions.NONE, damages::add)) {
                reader.read(1, 1, 1, 0, 10_000, read, (_, _, _) -> {
                });
                assertThat(damages).isEmpty();
                assertThat(read.size()).isEqualTo(7);
                read.clear();
                reader.read(1, 1, 2, 0, 10_000, read, (_, _, _) -> {
                });
                assertThat(damages).isEmpty();
                assertThat(read.size()).isEqualTo(3);
            }
            DayPartitions.release(days);
        }
    }
}
