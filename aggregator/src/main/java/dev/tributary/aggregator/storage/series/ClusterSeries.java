package dev.tributary.aggregator.storage.series;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import dev.tributary.aggregator.storage.memory.BytePages;
import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.memory.IntPages;
import dev.tributary.aggregator.storage.memory.LittleEndian;
import dev.tributary.model.ClusterId;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * The series of one cluster: found by their label bytes without a lock or an object, created under the cluster's lock,
 * listed by label. A series' id is its number within the cluster and never used twice.
 *
 * <p>A label row in memory: count u32, then the number of each label u32, in label order; the cluster label is not in it.
 */
public final class ClusterSeries {
    private static final byte[] METRIC_NAME = Labels.NAME.getBytes(StandardCharsets.UTF_8);

    private final int number;
    private final ClusterId cluster;
    private final SeriesRecords records;
    private final BytePages text;
    private final CatalogRows rows;
    private final String limitWords;
    private final LabelPairs pairs;
    private final RecentLabels recent;
    private final HashSlots slots = new HashSlots();
    /** Ref + 1 by id. */
    private final IntPages refs = new IntPages();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, LabelNamePostings> names = new HashMap<>();
    private PostingList[] postings = new PostingList[64];
    private int[] scratch = new int[64];
    private volatile int nextId;
    private final AtomicInteger count = new AtomicInteger();

    ClusterSeries(int number, ClusterId cluster, SeriesRecords records, LabelHash hash, BytePages text,
            CatalogRows rows, RecentLabels recent, String limitWords) {
        this.limitWords = limitWords;
        this.number = number;
        this.cluster = cluster;
        this.records = records;
        this.text = text;
        this.rows = rows;
        this.pairs = new LabelPairs(hash, text);
        this.recent = recent;
    }

    /** The cluster's stored number. */
    public int number() {
        return number;
    }

    public ClusterId cluster() {
        return cluster;
    }

    /** Series known in memory. */
    public int count() {
        return count.get();
    }

    /** Ids are below this. */
    public int nextId() {
        return nextId;
    }

    /** Ref of a series by id, or -1 when it is not known. */
    public int ref(int id) {
        return refs.getAcquire(id) - 1;
    }

    /**
     * Ref of the series with exactly these labels, or -1.
     *
     * @param skip index of a label that does not belong to the series, or -1
     * @param hash the folded sum of the labels' hashes without the skipped one
     */
    public int find(LabelSlices labels, int skip, int hash) {
        long[] view = slots.view();
        for (int at = HashSlots.start(view, hash);; at = HashSlots.step(view, at)) {
            long slot = HashSlots.read(view, at);
            if (HashSlots.isEnd(slot)) {
                return -1;
            }
            if (HashSlots.hasHash(slot, hash) && isSeries(HashSlots.index(slot), labels, skip)) {
                return HashSlots.index(slot);
            }
        }
    }

    private boolean isSeries(int ref, LabelSlices labels, int skip) {
        int row = records.labelRow(ref);
        byte[] page = text.page(row);
        int at = BytePages.offset(row);
        int size = labels.size();
        if (LittleEndian.getInt(page, at) != (skip < 0 ? size : size - 1)) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (i != skip) {
                at += 4;
                if (!pairs.isLabel(LittleEndian.getInt(page, at), labels, i)) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Ref of the series with these labels, which is created when there is none.
     *
     * @param labels in normal form, without the cluster label
     * @throws SeriesLimitException when the cluster has {@code seriesMax} series
     */
    public int findOrCreate(LabelSlices labels, int hash, int seriesMax) throws SeriesLimitException {
        lock.writeLock().lock();
        try {
            int known = find(labels, -1, hash);
            if (known >= 0) {
                return known;
            }
            if (count.get() >= seriesMax) {
                throw new SeriesLimitException(limitWords.formatted(seriesMax, cluster));
            }
            int labelCount = number(labels);
            rows.series(number, nextId, scratch, labelCount);
            return register(nextId, labelCount, hash);
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Fills the scratch with the labels' numbers, adding labels not yet known. */
    private int number(LabelSlices labels) {
        int size = labels.size();
        if (scratch.length < size) {
            scratch = new int[2 * size];
        }
        for (int i = 0; i < size; i++) {
            int found = pairs.find(labels.bytes(), labels.nameOffset(i), labels.nameLength(i), labels.valueOffset(i),
                    labels.valueLength(i));
            if (found < 0) {
                found = pairs.add(labels.bytes(), labels.nameOffset(i), labels.nameLength(i), labels.valueOffset(i),
                        labels.valueLength(i));
                rows.label(number, found, labels.bytes(), labels.nameOffset(i), labels.nameLength(i),
                        labels.valueOffset(i), labels.valueLength(i));
                addPostings(found);
            }
            scratch[i] = found;
        }
        return size;
    }

    private void addPostings(int pair) {
        if (pair >= postings.length) {
            postings = Arrays.copyOf(postings, Math.max(pair + 1, postings.length * 3 / 2));
        }
        postings[pair] = new PostingList();
        names.computeIfAbsent(pairs.name(pair), LabelNamePostings::new).add(pair);
    }

    /** Enters the series whose label numbers stand in the scratch. */
    private int register(int id, int labelCount, int hash) {
        int row;
        synchronized (text) {
            row = text.allocate(4 + 4 * labelCount);
        }
        byte[] page = text.page(row);
        int at = BytePages.offset(row);
        LittleEndian.putInt(page, at, labelCount);
        for (int i = 0; i < labelCount; i++) {
            LittleEndian.putInt(page, at + 4 + 4 * i, scratch[i]);
            postings[scratch[i]].add(id);
        }
        int ref = records.add(id, number, row, metric(labelCount));
        nextId = Math.max(nextId, id + 1);
        count.incrementAndGet();
        refs.setRelease(id, ref + 1);
        slots.insert(hash, ref);
        return ref;
    }

    /** The scratch's label that is the metric name, or -1: a log stream has none. */
    private int metric(int labelCount) {
        for (int i = 0; i < labelCount; i++) {
            if (pairs.isNamed(scratch[i], METRIC_NAME)) {
                return scratch[i];
            }
        }
        return -1;
    }

    /**
     * Forgets series that nothing is stored of any more: no label finds them, and a series with their labels is a new one.
     * Labels that no other series has are forgotten too. The highest id is kept, so that none is used twice.
     *
     * @param ids series to forget; unknown ones are passed over
     * @return how many were forgotten
     */
    int forget(RoaringBitmap ids, KnownForms forms) {
        lock.writeLock().lock();
        try {
            int before = count.get();
            Set<String> named = new HashSet<>();
            for (PeekableIntIterator each = ids.getIntIterator(); each.hasNext();) {
                int id = each.next();
                int ref = ref(id);
                if (ref >= 0 && id != nextId - 1) {
                    forget(id, ref, named);
                    forms.retire(ref);
                }
            }
            for (String name : named) {
                Objects.requireNonNull(names.get(name)).keep(pair -> !postings[pair].isEmpty());
            }
            return before - count.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** @param named grows by the names of labels that no series has any more */
    private void forget(int id, int ref, Set<String> named) {
        int row = records.labelRow(ref);
        byte[] page = text.page(row);
        int at = BytePages.offset(row);
        int labelCount = LittleEndian.getInt(page, at);
        long sum = 0;
        for (int i = 0; i < labelCount; i++) {
            int pair = LittleEndian.getInt(page, at + 4 + 4 * i);
            sum += pairs.hash(pair);
            postings[pair].remove(id);
            if (postings[pair].isEmpty()) {
                pairs.remove(pair);
                rows.noLabel(number, pair);
                named.add(pairs.name(pair));
            }
        }
        slots.remove(LabelHash.finish(sum), ref);
        refs.setRelease(id, 0);
        rows.noSeries(number, id);
        count.decrementAndGet();
    }

    /** Enters a stored label, at start. */
    void loadLabel(int pair, ByteReader value) {
        int nameLength = value.readCount(0xffff);
        int name = value.skip(nameLength);
        int valueLength = value.remaining();
        pairs.put(pair, value.bytes(), name, nameLength, value.skip(valueLength), valueLength);
        addPostings(pair);
    }

    /** Enters a stored series, at start. */
    void loadSeries(int id, ByteReader value) {
        int labelCount = value.readCount(0xffff);
        if (scratch.length < labelCount) {
            scratch = new int[2 * labelCount];
        }
        long sum = 0;
        for (int i = 0; i < labelCount; i++) {
            int pair = value.readCount(Integer.MAX_VALUE);
            if (!pairs.has(pair)) {
                throw new CorruptDataException(
                        "series " + id + " of cluster " + cluster + " names label " + pair + ", which is not stored");
            }
            scratch[i] = pair;
            sum += pairs.hash(pair);
        }
        register(id, labelCount, LabelHash.finish(sum));
    }

    /** The labels of a series with its cluster label in place. */
    public Labels labels(int ref) {
        Labels known = recent.labels(ref);
        if (known == null) {
            known = build(ref);
            recent.keep(ref, known);
        }
        return known;
    }

    private Labels build(int ref) {
        int row = records.labelRow(ref);
        byte[] page = text.page(row);
        int at = BytePages.offset(row);
        int size = LittleEndian.getInt(page, at);
        String[] result = new String[2 * size + 2];
        int n = 0;
        boolean placed = false;
        for (int i = 0; i < size; i++) {
            RecentLabels.Text label = recent.text(pairs, LittleEndian.getInt(page, at + 4 + 4 * i));
            if (!placed && Labels.compareUtf8(ClusterId.LABEL, label.name()) < 0) {
                result[n++] = ClusterId.LABEL;
                result[n++] = cluster.value();
                placed = true;
            }
            result[n++] = label.name();
            result[n++] = label.value();
        }
        if (!placed) {
            result[n++] = ClusterId.LABEL;
            result[n] = cluster.value();
        }
        return Labels.ofSortedPairs(result);
    }

    /** Numbers of all metric names, rising. */
    public int[] metrics() {
        lock.readLock().lock();
        try {
            LabelNamePostings values = names.get(Labels.NAME);
            if (values == null) {
                return new int[0];
            }
            int[] metrics = new int[values.size()];
            Arrays.setAll(metrics, values::pair);
            Arrays.sort(metrics);
            return metrics;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Ids of the series of a metric, as an own copy. */
    public RoaringBitmap seriesOf(int metric) {
        lock.readLock().lock();
        try {
            RoaringBitmap ids = new RoaringBitmap();
            postings[metric].orInto(ids);
            return ids;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Runs a question on the index while no series is created. */
    public <T> T query(IndexQuestion<T> question) {
        lock.readLock().lock();
        try {
            return question.ask(new ClusterIndex(pairs, postings, names));
        } finally {
            lock.readLock().unlock();
        }
    }

    /** What is asked of an index. */
    public interface IndexQuestion<T> {
        T ask(ClusterIndex index);
    }
}
