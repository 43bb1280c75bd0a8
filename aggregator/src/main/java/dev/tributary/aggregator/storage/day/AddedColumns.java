package dev.tributary.aggregator.storage.day;

import dev.tributary.aggregator.storage.chunk.TimeColumns;
import dev.tributary.aggregator.storage.chunk.TimePage;
import dev.tributary.aggregator.storage.memory.ByteWriter;
import dev.tributary.aggregator.storage.rocks.SortedFile;
import dev.tributary.model.SampleColumns;

/** Time columns that a flush gets afterwards, in pages behind those it has. */
final class AddedColumns {
    private final int cluster;
    private final int flush;
    private final int firstPage;
    private final TimeColumns added = new TimeColumns();

    AddedColumns(int cluster, int flush, int firstPage) {
        this.cluster = cluster;
        this.flush = flush;
        this.firstPage = firstPage;
    }

    /** Number of the column that holds the times of the rows from (inclusive) to (exclusive). */
    int number(SampleColumns samples, int from, int to) {
        return firstPage * TimePage.COLUMNS_MAX + added.number(samples, from, to);
    }

    void write(SortedFile file, ByteWriter scratch) {
        for (int page = 0; page < added.pages(); page++) {
            byte[] key = DayKeys.times(cluster, flush, firstPage + page);
            scratch.clear();
            added.encodePage(page, scratch);
            file.put(key, key.length, scratch.bytes(), scratch.size());
        }
    }
}
