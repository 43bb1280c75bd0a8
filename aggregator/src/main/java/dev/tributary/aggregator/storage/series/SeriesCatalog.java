package dev.tributary.aggregator.storage.series;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

import dev.tributary.aggregator.storage.memory.BytePages;
import dev.tributary.aggregator.storage.memory.ByteReader;
import dev.tributary.aggregator.storage.memory.CorruptDataException;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.model.ClusterId;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** All clusters and their series in memory. Safe for several threads. */
public final class SeriesCatalog {
    private final LabelHash hash;
    private final BytePages text = new BytePages(new BytePages.Pool(0));
    private final SeriesRecords records = new SeriesRecords();
    private final RecentLabels recent = new RecentLabels();
    private final KnownForms forms = new KnownForms();
    private final CatalogRows rows;
    private final int clustersMax;
    private final AtomicLong forgotten = new AtomicLong();
    private final AtomicLong forgettings = new AtomicLong();
    private final String limitWords;
    private final Map<String, ClusterSeries> byName = new ConcurrentHashMap<>();
    private volatile @Nullable ClusterSeries[] byNumber = new ClusterSeries[0];

    /** A catalogue of metric series. */
    public SeriesCatalog(long hashSecret, CatalogRows rows, int clustersMax) {
        this(hashSecret, rows, clustersMax,
                "per-cluster series limit of %d exceeded in cluster %s (storage.limits.series_max)");
    }

    /** @param limitWords how a sender is told that a cluster, the second value, has as many series as it may, the first */
    public SeriesCatalog(long hashSecret, CatalogRows rows, int clustersMax, String limitWords) {
        this.limitWords = limitWords;
        this.hash = new LabelHash(hashSecret);
        this.rows = rows;
        this.clustersMax = clustersMax;
    }

    public LabelHash hash() {
        return hash;
    }

    public SeriesRecords records() {
        return records;
    }

    /** The forms in which series were met. */
    public KnownForms forms() {
        return forms;
    }

    public CatalogRows rows() {
        return rows;
    }

    /**
     * Forgets series of a cluster that nothing is stored of any more; as work between commits. Batches that found such a
     * series before and commit later see it by {@link #isForgotten}.
     *
     * @return how many were forgotten
     */
    public int forget(ClusterSeries cluster, RoaringBitmap ids) {
        forgettings.incrementAndGet();
        int gone = cluster.forget(ids, forms);
        forgotten.addAndGet(gone);
        return gone;
    }

    /** Series known, of all clusters. */
    public long count() {
        return byName.values().stream().mapToLong(ClusterSeries::count).sum();
    }

    /** Rises whenever series are forgotten. */
    public long forgettings() {
        return forgettings.get();
    }

    /** Series forgotten since the start. */
    public long forgotten() {
        return forgotten.get();
    }

    /** True for a series that was forgotten: nothing may be stored under it any more. */
    public boolean isForgotten(int ref) {
        return forms.isRetired(ref);
    }

    /** The cluster of that name when it has ever sent something. */
    public @Nullable ClusterSeries find(String cluster) {
        return byName.get(cluster);
    }

    /** The cluster of that stored number, or null. */
    public @Nullable ClusterSeries find(int number) {
        @Nullable
        ClusterSeries[] all = byNumber;
        return number >= 0 && number < all.length ? all[number] : null;
    }

    public Collection<ClusterSeries> clusters() {
        return List.copyOf(byName.values());
    }

    /**
     * The cluster of that name, made when new.
     *
     * @throws SeriesLimitException when there are as many clusters as there may be
     */
    public ClusterSeries findOrCreate(ClusterId cluster) throws SeriesLimitException {
        ClusterSeries known = byName.get(cluster.value());
        return known == null ? create(cluster) : known;
    }

    private synchronized ClusterSeries create(ClusterId cluster) throws SeriesLimitException {
        ClusterSeries known = byName.get(cluster.value());
        if (known != null) {
            return known;
        }
        if (byName.size() >= clustersMax) {
            throw new SeriesLimitException("limit of " + clustersMax + " clusters exceeded by cluster " + cluster
                    + " (storage.limits.clusters_max)");
        }
        int number = byNumber.length;
        rows.cluster(number, cluster.value());
        return enter(number, cluster);
    }

    private ClusterSeries enter(int number, ClusterId cluster) {
        ClusterSeries made = new ClusterSeries(number, cluster, records, hash, text, rows, recent, limitWords);
        @Nullable
        ClusterSeries[] all = Arrays.copyOf(byNumber, Math.max(byNumber.length, number + 1));
        all[number] = made;
        byNumber = all;
        byName.put(cluster.value(), made);
        return made;
    }

    /** Reads all stored rows, telling now and then how many. */
    public synchronized void load(RocksCursor cursor, LongConsumer progress) {
        ByteReader key = new ByteReader();
        ByteReader value = new ByteReader();
        long count = 0;
        for (boolean more = cursor.seekToFirst(); more; more = cursor.next()) {
            key.reset(cursor.key(), 0, cursor.keyLength());
            byte[] bytes = cursor.value();
            value.reset(bytes, 0, cursor.valueLength());
            load(key, value);
            if ((++count & 0xffff) == 0) {
                progress.accept(count);
            }
        }
        progress.accept(count);
    }

    /**
     * Reads one stored row.
     *
     * @throws CorruptDataException when it is none or needs a row that was not read before
     */
    public synchronized void load(ByteReader key, ByteReader value) {
        int kind = key.readByte();
        int number = key.readIntBig();
        switch (kind) {
            case CatalogRows.CLUSTER -> enter(number, new ClusterId(new String(value.bytes(), value.position(),
                    value.remaining(), StandardCharsets.UTF_8)));
            case CatalogRows.LABEL -> known(number).loadLabel(key.readIntBig(), value);
            case CatalogRows.SERIES -> known(number).loadSeries(key.readIntBig(), value);
            default -> throw new CorruptDataException("series family has a key of kind " + kind);
        }
    }

    private ClusterSeries known(int number) {
        ClusterSeries cluster = find(number);
        if (cluster == null) {
            throw new CorruptDataException("rows of cluster " + number + " without the cluster's own row");
        }
        return cluster;
    }

    /** Heap held by labels and series, without their samples. */
    public long bytes() {
        return text.bytes() + records.bytes() + forms.bytes();
    }
}
