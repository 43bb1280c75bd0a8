package dev.tributary.aggregator.storage.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.tributary.aggregator.storage.day.DayPartitions;
import dev.tributary.aggregator.storage.deletion.Tombstones;
import dev.tributary.aggregator.storage.head.Head;
import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.RocksDatabase;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.aggregator.storage.series.SeriesCatalog;
import dev.tributary.aggregator.storage.side.ExemplarStore;
import dev.tributary.aggregator.storage.side.MetadataStore;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.port.LabelCounter;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.ReadRefusedException;
import dev.tributary.model.port.SeriesExemplars;
import dev.tributary.model.port.SeriesQuery;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** Answers the questions of the reading port over all clusters. */
public final class StoreReader implements MetricReader {
    private static final Matcher HAS_NAME = Matcher.of(Labels.NAME, MatchType.NOT_EQUAL, "");

    private final ReadGate gate;
    private final DamageLog damages = new DamageLog();
    private final RocksDatabase database;
    private final SeriesCatalog catalog;
    private final Head head;
    private final DayPartitions partitions;
    private final Tombstones tombstones;
    private final MetadataStore metadata;
    private final ExemplarStore exemplars;

    public StoreReader(ReadGate gate, RocksDatabase database, SeriesCatalog catalog, Head head,
            DayPartitions partitions, Tombstones tombstones, MetadataStore metadata, ExemplarStore exemplars) {
        this.gate = gate;
        this.database = database;
        this.catalog = catalog;
        this.head = head;
        this.partitions = partitions;
        this.tombstones = tombstones;
        this.metadata = metadata;
        this.exemplars = exemplars;
    }

    /** Damaged parts that reads left out since the start. */
    public long damages() {
        return damages.count();
    }

    private ReadView view(SeriesQuery query) {
        gate.enter();
        return new ReadView(database, head, partitions, catalog.records(), tombstones.current(), query.minMillis(),
                query.maxMillis(), gate, damages);
    }

    @Override
    public Selection select(SeriesQuery query) {
        ReadView view = view(query);
        try {
            List<FoundSeries> found = new ArrayList<>();
            ReadingOrder order = new ReadingOrder();
            forEachMatch(query, view, (cluster, ids) -> {
                requireWithin(query, found.size() + ids.getLongCardinality());
                for (PeekableIntIterator each = ids.getIntIterator(); each.hasNext();) {
                    int ref = cluster.ref(each.next());
                    if (ref >= 0) { // else it is forgotten: its last day ended meanwhile
                        int number = order.add(cluster, catalog.records().metric(ref));
                        found.add(new FoundSeries(cluster.labels(ref), ref, number, view));
                    }
                }
            });
            found.sort(Comparator.comparing(FoundSeries::labels));
            return new Selection(found, order, view);
        } catch (RuntimeException e) {
            view.close();
            throw e;
        }
    }

    private static void requireWithin(SeriesQuery query, long count) {
        if (query.limit() > 0 && count > query.limit()) {
            throw new ReadRefusedException("the query selects more than " + query.limit() + " series");
        }
    }

    private static void addExemplars(ClusterSeries cluster, int ref, List<Exemplar> list, List<SeriesExemplars> into) {
        if (ref >= 0) {
            into.add(new SeriesExemplars(cluster.labels(ref), list));
        }
    }

    /** Visits every cluster in which series match, with their ids. */
    private void forEachMatch(SeriesQuery query, ReadView view, BiConsumer<ClusterSeries, RoaringBitmap> visitor) {
        List<Matcher> onLabels = onLabels(query);
        for (ClusterSeries cluster : clusters(query)) {
            RoaringBitmap present = view.present(cluster, matching(cluster, onLabels));
            if (!present.isEmpty()) {
                visitor.accept(cluster, present);
            }
        }
    }

    /** Visits every cluster in which series match, whether they have samples or not, with their ids. */
    public void forEachMatch(List<Matcher> matchers, BiConsumer<ClusterSeries, RoaringBitmap> visitor) {
        SeriesQuery everything = new SeriesQuery(matchers, Long.MIN_VALUE, Long.MAX_VALUE, 0);
        for (ClusterSeries cluster : clusters(everything)) {
            RoaringBitmap ids = matching(cluster, onLabels(everything));
            if (!ids.isEmpty()) {
                visitor.accept(cluster, ids);
            }
        }
    }

    private static RoaringBitmap matching(ClusterSeries cluster, List<Matcher> onLabels) {
        RoaringBitmap ids = RoaringBitmap.bitmapOfRange(0, cluster.nextId() & 0xffffffffL);
        return cluster.query(index -> {
            index.filter(onLabels, ids);
            return ids;
        });
    }

    private static List<Matcher> onLabels(SeriesQuery query) {
        return query.matchers().stream().filter(m -> !m.name().equals(ClusterId.LABEL)).toList();
    }

    private Collection<ClusterSeries> clusters(SeriesQuery query) {
        List<Matcher> onCluster = query.matchers().stream().filter(m -> m.name().equals(ClusterId.LABEL)).toList();
        return catalog.clusters().stream()
                .filter(cluster -> onCluster.stream().allMatch(m -> m.matches(cluster.cluster().value()))).toList();
    }

    @Override
    public List<String> labelNames(SeriesQuery query) {
        Set<String> names = new HashSet<>();
        try (ReadView view = view(query)) {
            if (isFewOfAll(query)) {
                return FirstTexts.names(clusters(query), view, query.limit());
            }
            forEachMatch(query, view, (cluster, ids) -> {
                names.add(ClusterId.LABEL);
                cluster.query(index -> {
                    index.names(ids, names::add);
                    return ids;
                });
            });
        }
        return cut(names, query.limit());
    }

    @Override
    public List<String> labelValues(String name, SeriesQuery query) {
        Set<String> values = new HashSet<>();
        try (ReadView view = view(query)) {
            if (name.equals(ClusterId.LABEL)) {
                return cut(clustersWithAny(query, view), query.limit());
            }
            if (isFewOfAll(query)) {
                return FirstTexts.values(name, clusters(query), view, query.limit());
            }
            forEachMatch(query, view, (cluster, ids) -> cluster.query(index -> {
                index.values(name, ids, values::add);
                return ids;
            }));
        }
        return cut(values, query.limit());
    }

    /** Clusters of which any series matches: the first that is found says so. */
    private Set<String> clustersWithAny(SeriesQuery query, ReadView view) {
        List<Matcher> onLabels = onLabels(query);
        return clusters(query).stream().filter(cluster -> view.holdsAny(cluster, matching(cluster, onLabels)))
                .map(cluster -> cluster.cluster().value()).collect(Collectors.toSet());
    }

    @Override
    public void countLabels(SeriesQuery query, LabelCounter counter) {
        try (ReadView view = view(query)) {
            forEachMatch(query, view, (cluster, ids) -> {
                counter.count(ClusterId.LABEL, cluster.cluster().value(), ids.getLongCardinality());
                cluster.query(index -> {
                    index.count(ids, counter);
                    return ids;
                });
            });
        }
    }

    /** True when a part is wanted and no matcher says of which series; all of them have a metric name. */
    private static boolean isFewOfAll(SeriesQuery query) {
        return query.limit() > 0 && onLabels(query).stream().allMatch(HAS_NAME::equals);
    }

    private static List<String> cut(Set<String> texts, int limit) {
        List<String> sorted = new ArrayList<>(texts);
        sorted.sort(Labels::compareUtf8);
        return limit > 0 && limit < sorted.size() ? List.copyOf(sorted.subList(0, limit)) : sorted;
    }

    @Override
    public List<MetricMetadata> metadata(String family) {
        return metadata.find(family, _ -> true);
    }

    @Override
    public List<MetricMetadata> metadata(String family, Predicate<? super String> clusters) {
        Set<Integer> numbers = catalog.clusters().stream().filter(one -> clusters.test(one.cluster().value()))
                .map(ClusterSeries::number).collect(Collectors.toSet());
        return metadata.find(family, numbers::contains);
    }

    @Override
    public List<SeriesExemplars> exemplars(SeriesQuery query) {
        List<SeriesExemplars> found = new ArrayList<>();
        gate.enter();
        try (RocksCursor cursor = database.cursor(exemplars.family())) {
            for (ClusterSeries cluster : clusters(query)) {
                RoaringBitmap ids = matching(cluster, onLabels(query));
                exemplars.read(cursor, cluster.number(), ids, query.minMillis(), query.maxMillis()).forEach(
                        (id, list) -> addExemplars(cluster, cluster.ref(id), list, found));
            }
        } finally {
            gate.leave();
        }
        found.sort(Comparator.comparing(SeriesExemplars::series));
        return found;
    }
}
