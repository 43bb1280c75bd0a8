package dev.tributary.aggregator.storage.read;

import java.util.Arrays;
import java.util.List;

import dev.tributary.aggregator.storage.day.ChunkReader;
import dev.tributary.aggregator.storage.head.ChainReader;
import dev.tributary.aggregator.storage.head.Generation;
import dev.tributary.aggregator.storage.head.SampleOrder;
import dev.tributary.model.SampleColumns;

/**
 * Merges what chunks and generations hold of one series. Mostly they follow each other in time and are simply read one
 * behind the other; only where they overlap are samples sorted, and of one time the sample written first stays. Not safe
 * for several threads.
 */
final class SeriesReader implements AutoCloseable {
    private final List<ChainReader> generations;
    private final ChunkReader chunks;
    private final SampleColumns gathered = new SampleColumns();
    /** Flush that wrote each gathered row. */
    private int[] ranks = new int[0];

    SeriesReader(List<Generation> generations, ChunkReader chunks) {
        this.generations = generations.stream().map(ChainReader::new).toList();
        this.chunks = chunks;
    }

    void read(SeriesKey key, int ref, long minMillis, long maxMillis, SampleColumns into) {
        if (minMillis > maxMillis) {
            return;
        }
        int before = into.size();
        chunks.read(key.cluster(), key.metric(), key.id(), minMillis, maxMillis, into, (_, _, _) -> {
        });
        readHead(ref, minMillis, maxMillis, into);
        if (!SampleOrder.isRising(into, before)) {
            into.retain(0, before);
            readSorted(key, ref, minMillis, maxMillis, into);
        }
    }

    private void readHead(int ref, long minMillis, long maxMillis, SampleColumns into) {
        for (ChainReader generation : generations) {
            generation.read(ref, minMillis, maxMillis, into);
        }
    }

    private void readSorted(SeriesKey key, int ref, long minMillis, long maxMillis, SampleColumns into) {
        gathered.clear();
        chunks.read(key.cluster(), key.metric(), key.id(), minMillis, maxMillis, gathered,
                (flush, rows, from) -> rank(flush, from, rows.size()));
        int stored = gathered.size();
        readHead(ref, minMillis, maxMillis, gathered);
        // Generations follow all flushes, the older before the younger.
        rank(Integer.MAX_VALUE, stored, gathered.size());
        SampleOrder.copySorted(gathered, ranks, into);
    }

    private void rank(int flush, int from, int to) {
        if (ranks.length < to) {
            ranks = Arrays.copyOf(ranks, 2 * to);
        }
        Arrays.fill(ranks, from, to, flush);
    }

    @Override
    public void close() {
        chunks.close();
    }
}
