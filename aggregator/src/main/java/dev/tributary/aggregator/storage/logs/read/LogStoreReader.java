package dev.tributary.aggregator.storage.logs.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import dev.tributary.aggregator.storage.logs.block.LineSearch;
import dev.tributary.aggregator.storage.logs.head.LogGeneration;
import dev.tributary.aggregator.storage.series.ClusterSeries;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.LogEntry;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.EntryCursor;
import dev.tributary.model.port.LogDirection;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.ReadRefusedException;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/** Answers the questions of the reading port over all clusters. */
public final class LogStoreReader implements LogReader {
    private final LogParts parts;

    public LogStoreReader(LogParts parts) {
        this.parts = parts;
    }

    @Override
    public FoundStreams select(LogQuery query) {
        LineSearch search = new LineSearch(query.needles());
        LogView view = new LogView(parts, query.startNanos(), query.endNanos());
        try {
            List<FoundStream> found = new ArrayList<>();
            forEachMatch(query, view, (_, streams) -> {
                for (StreamName stream : streams) {
                    if (query.limit() > 0 && found.size() == query.limit()) {
                        throw new ReadRefusedException("the query selects more than " + query.limit()
                                + " streams, the limit of streams for one query; narrow its matchers");
                    }
                    found.add(new FoundStream(stream, view, search.isEmpty() ? null : search));
                }
            });
            found.sort(Comparator.comparing(FoundStream::labels));
            return new FoundStreams(found, view);
        } catch (RuntimeException e) {
            view.close();
            throw e;
        }
    }

    /** Visits every cluster in which streams match and have entries. */
    private void forEachMatch(LogQuery query, LogView view, BiConsumer<ClusterSeries, List<StreamName>> visitor) {
        List<Matcher> onLabels = query.matchers().stream().filter(m -> !m.name().equals(ClusterId.LABEL)).toList();
        for (ClusterSeries cluster : clusters(query)) {
            RoaringBitmap ids = view.candidates(cluster.number());
            cluster.query(index -> {
                index.filter(onLabels, ids);
                return ids;
            });
            List<StreamName> streams = new ArrayList<>();
            for (PeekableIntIterator each = ids.getIntIterator(); each.hasNext();) {
                int id = each.next();
                int ref = cluster.ref(id);
                if (ref < 0) {
                    continue; // forgotten, as its last day ended meanwhile
                }
                StreamName stream = new StreamName(cluster.number(), id, ref, cluster.labels(ref));
                if (view.has(stream)) {
                    streams.add(stream);
                }
            }
            if (!streams.isEmpty()) {
                visitor.accept(cluster, streams);
            }
        }
    }

    private Collection<ClusterSeries> clusters(LogQuery query) {
        List<Matcher> onCluster = query.matchers().stream().filter(m -> m.name().equals(ClusterId.LABEL)).toList();
        Predicate<ClusterSeries> wanted = cluster -> onCluster.stream()
                .allMatch(matcher -> matcher.matches(cluster.cluster().value()));
        return parts.catalog().clusters().stream().filter(wanted).toList();
    }

    @Override
    public List<String> labelNames(LogQuery query) {
        Set<String> names = new HashSet<>();
        forEachFound(query, (cluster, ids) -> {
            names.add(ClusterId.LABEL);
            cluster.query(index -> {
                index.names(ids, names::add);
                return ids;
            });
        });
        return cut(names, query.limit());
    }

    @Override
    public List<String> labelValues(String name, LogQuery query) {
        Set<String> values = new HashSet<>();
        forEachFound(query, (cluster, ids) -> {
            if (name.equals(ClusterId.LABEL)) {
                values.add(cluster.cluster().value());
            } else {
                cluster.query(index -> {
                    index.values(name, ids, values::add);
                    return ids;
                });
            }
        });
        return cut(values, query.limit());
    }

    private void forEachFound(LogQuery query, BiConsumer<ClusterSeries, RoaringBitmap> visitor) {
        try (LogView view = new LogView(parts, query.startNanos(), query.endNanos())) {
            forEachMatch(query, view, (cluster, streams) -> {
                RoaringBitmap ids = new RoaringBitmap();
                streams.forEach(stream -> ids.add(stream.id()));
                visitor.accept(cluster, ids);
            });
        }
    }

    private static List<String> cut(Set<String> texts, int limit) {
        List<String> sorted = new ArrayList<>(texts);
        sorted.sort(Labels::compareUtf8);
        return limit > 0 && limit < sorted.size() ? List.copyOf(sorted.subList(0, limit)) : sorted;
    }

    /** True when a stream has that entry. */
    public boolean has(int ref, LogEntry entry) {
        long timeNanos = entry.timestampNanos();
        if (isNewest(ref, timeNanos)) {
            return false;
        }
        ClusterSeries cluster = parts.catalog().find(parts.catalog().records().cluster(ref));
        if (cluster == null) {
            return false;
        }
        StreamName stream = new StreamName(cluster.number(), parts.catalog().records().id(ref), ref,
                cluster.labels(ref));
        try (LogView view = new LogView(parts, timeNanos, timeNanos + 1);
                EntryCursor entries = new FoundStream(stream, view, null).entries(LogDirection.FORWARD)) {
            while (entries.next()) {
                if (entries.line().equals(entry.line()) && entries.metadata().equals(entry.metadata())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isNewest(int ref, long timeNanos) {
        for (LogGeneration generation : parts.head().generations()) {
            if (generation.newestNanos(ref) >= timeNanos) {
                return false;
            }
        }
        return parts.catalog().records().flushedMaxMillis(ref) < timeNanos;
    }

    /** Visits all streams that satisfy matchers, with entries or without. */
    public void forEachStream(int cluster, RoaringBitmap ids, StreamVisitor visitor) {
        ClusterSeries series = parts.catalog().find(cluster);
        if (series == null) {
            return;
        }
        for (PeekableIntIterator each = ids.getIntIterator(); each.hasNext();) {
            int id = each.next();
            int ref = series.ref(id);
            if (ref >= 0) {
                visitor.visit(series, id, series.labels(ref));
            }
        }
    }

    /** Is shown streams. */
    @FunctionalInterface
    public interface StreamVisitor {
        void visit(ClusterSeries cluster, int id, Labels labels);
    }
}
