package dev.tributary.aggregator.storage.read;

import java.util.Arrays;
import java.util.List;

import dev.tributary.aggregator.storage.day.ChunkReader;
import dev.tributary.aggregator.storage.day.SampleOrder;
import dev.tributary.aggregator.storage.deletion.Deletions;
import dev.tributary.aggregator.storage.head.ChainReader;
import dev.tributary.aggregator.storage.head.Generation;
import dev.tributary.model.SampleColumns;

/**
 * Merges what chunks and generations hold of one series. Mostly they follow each other in time and are simply read one
 * behind the other; only where they overlap are samples sorted, and of one time the sample written first stays. Not safe
 * for several threads.
 */
final class SeriesReader implements AutoCloseable {
    private final List<Generation> generations;
    private final List<ChainReader> chains;
    private final Deletions deletions;
    private final ChunkReader chunks;
    private final SampleColumns gathered = new SampleColumns();
    /** Flush that wrote each gathered row. */
    private int[] ranks = new int[0];

    SeriesReader(List<Generation> generations, Deletions deletions, ChunkReader chunks) {
        this.generations = generations;
        this.chains = generations.stream().map(ChainReader::new).toList();
        this.deletions = deletions;
        this.chunks = chunks;
    }

    void read(SeriesKey key, int ref, long minMillis, long maxMillis, SampleColumns into) {
        if (minMillis > maxMillis) {
            return;
        }
        int before = into.size();
        chunks.read(key.cluster(), key.metric(), key.id(), minMillis, maxMillis, into, (_, _, _) -> {
        });
        readHead(key, ref, minMillis, maxMillis, into);
        if (!SampleOrder.isRising(into, before)) {
            into.retain(0, before);
            readSorted(key, ref, minMillis, maxMillis, into);
        }
    }

    private void readHead(SeriesKey key, int ref, long minMillis, long maxMillis, SampleColumns into) {
        for (int i = 0; i < chains.size(); i++) {
            int before = into.size();
            chains.get(i).read(ref, minMillis, maxMillis, into);
            deletions.hide(key.cluster(), key.id(), generations.get(i).number(), into, before);
        }
    }

    private void readSorted(SeriesKey key, int ref, long minMillis, long maxMillis, SampleColumns into) {
        gathered.clear();
        chunks.read(key.cluster(), key.metric(), key.id(), minMillis, maxMillis, gathered,
                (flush, rows, from) -> rank(flush, from, rows.size()));
        int stored = gathered.size();
        readHead(key, ref, minMillis, maxMillis, gathered);
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
