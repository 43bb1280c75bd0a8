package dev.tributary.aggregator.storage.read;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.tributary.aggregator.storage.day.ChunkReader;
import dev.tributary.aggregator.storage.day.DayPartition;
import dev.tributary.aggregator.storage.day.DayPartitions;
import dev.tributary.aggregator.storage.deletion.Deletions;
import dev.tributary.aggregator.storage.head.ChainReader;
import dev.tributary.aggregator.storage.head.Generation;
import dev.tributary.aggregator.storage.head.Head;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.rocks.RocksSnapshot;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.series.SeriesRecords;
import dev.tributary.model.SampleColumns;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/**
 * The store at one moment, limited to a time range: generations, days and a snapshot held until closed. Generations are
 * entered before the snapshot is taken: what a flush moves in between is then seen twice, never not at all, and the
 * reader keeps each time once. Safe for several threads.
 */
final class ReadView implements AutoCloseable {
    private final ReadGate gate;
    private final DamageLog damages;
    private final SeriesRecords records;
    private final Deletions deletions;
    private final List<Generation> generations;
    private final List<DayPartition> days;
    private final RocksSnapshot snapshot;
    private final Queue<SeriesReader> idle = new ConcurrentLinkedQueue<>();
    private final List<SeriesReader> readers = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final long minMillis;
    private final long maxMillis;
    private boolean closed;

    ReadView(RocksDatabase database, Head head, DayPartitions partitions, SeriesRecords records,
            Deletions deletions, long minMillis, long maxMillis, ReadGate gate, DamageLog damages) {
        this.gate = gate;
        this.damages = damages;
        this.deletions = deletions;
        this.records = records;
        this.minMillis = minMillis;
        this.maxMillis = maxMillis;
        generations = head.acquire();
        days = partitions.acquire(minMillis, maxMillis);
        snapshot = database.snapshot();
    }

    /** True when some of its samples may have left the memory. */
    boolean hasChunks() {
        return !days.isEmpty();
    }

    /** Keeps, of a cluster's ids, those of series that may have samples in the view's range. */
    RoaringBitmap present(ClusterSeries cluster, RoaringBitmap ids) {
        RoaringBitmap present = new RoaringBitmap();
        for (DayPartition day : days) {
            RoaringBitmap stored = day.series(cluster.number());
            if (stored != null) {
                present.or(RoaringBitmap.and(withoutDeleted(stored, cluster.number(), day), ids));
            }
        }
        RoaringBitmap others = RoaringBitmap.andNot(ids, present);
        // Ids come rising, and such a writer appends them without a search.
        RoaringBitmapWriter<RoaringBitmap> inHead = RoaringBitmapWriter.writer().get();
        List<ChainReader> chains = generations.stream().map(ChainReader::new).toList();
        for (PeekableIntIterator each = others.getIntIterator(); each.hasNext();) {
            int id = each.next();
            if (isInHead(cluster.ref(id), chains)) {
                inHead.add(id);
            }
        }
        present.or(inHead.get());
        return present;
    }

    /** True when any of a cluster's series may have samples in the view's range. */
    boolean holdsAny(ClusterSeries cluster, RoaringBitmap ids) {
        for (DayPartition day : days) {
            RoaringBitmap stored = day.series(cluster.number());
            if (stored != null && RoaringBitmap.intersects(stored, ids)
                    && RoaringBitmap.intersects(withoutDeleted(stored, cluster.number(), day), ids)) {
                return true;
            }
        }
        List<ChainReader> chains = generations.stream().map(ChainReader::new).toList();
        for (PeekableIntIterator each = ids.getIntIterator(); each.hasNext();) {
            if (isInHead(cluster.ref(each.next()), chains)) {
                return true;
            }
        }
        return false;
    }

    private RoaringBitmap withoutDeleted(RoaringBitmap stored, int cluster, DayPartition day) {
        if (deletions.isEmpty()) {
            return stored;
        }
        return RoaringBitmap.andNot(stored, deletions.gone(cluster, day.day(), Math.max(minMillis, day.firstMillis()),
                Math.min(maxMillis, day.lastMillis())));
    }

    private boolean isInHead(int ref, List<ChainReader> chains) {
        if (ref < 0) {
            return false;
        }
        for (int i = 0; i < chains.size(); i++) {
            if (chains.get(i).meets(ref, minMillis, maxMillis) && !isDeleted(ref, generations.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean isDeleted(int ref, Generation generation) {
        return !deletions.isEmpty() && deletions.hidesAll(records.cluster(ref), records.id(ref), generation.number(),
                minMillis, maxMillis);
    }

    /** Appends a series' samples of a range, in rising time order, each time once. */
    void read(int ref, long min, long max, SampleColumns into) {
        SeriesReader reader = idle.poll();
        if (reader == null) {
            reader = open();
        }
        try {
            reader.read(SeriesKey.of(records, ref), ref, Math.max(min, minMillis),
                    Math.min(max, maxMillis), into);
        } finally {
            idle.add(reader);
        }
    }

    private synchronized SeriesReader open() {
        if (closed) {
            throw new IllegalStateException("the selection is closed");
        }
        SeriesReader made = new SeriesReader(generations, deletions,
                new ChunkReader(days, snapshot, deletions, this::warn));
        readers.add(made);
        return made;
    }

    private synchronized void warn(String description) {
        damages.found(description);
        warnings.add("skipped damaged data: " + description);
    }

    synchronized List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        readers.forEach(SeriesReader::close);
        snapshot.close();
        DayPartitions.release(days);
        Head.release(generations);
        gate.leave();
    }
}
