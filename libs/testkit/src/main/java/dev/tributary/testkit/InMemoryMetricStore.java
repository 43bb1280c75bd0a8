package dev.tributary.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.change.ChangeLog;
import dev.tributary.model.change.SampleChanges;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.MetricWriter;
import dev.tributary.model.port.ReadRefusedException;
import dev.tributary.model.port.SeriesExemplars;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.model.port.WriteRefusedException;
import dev.tributary.model.port.WriterIdentity;
import org.jspecify.annotations.Nullable;

/**
 * The metric store as the ports promise it, in memory: every answer is exact, every accepted batch is visible at once.
 * Safe for several threads; one lock guards everything.
 */
public final class InMemoryMetricStore implements MetricReader, MetricWriter {
    private final TreeMap<Labels, MemorySeries> series = new TreeMap<>();
    private final SequencedSet<MetricMetadata> metadata = new LinkedHashSet<>();
    private final ChangeLog changes = new ChangeLog();
    private @Nullable String refusal;

    /** From now on {@link #begin} is refused with this reason, as a full disk would; null ends it. */
    public synchronized void refuseWrites(@Nullable String reason) {
        refusal = reason;
    }

    @Override
    public synchronized MetricBatch begin(WriterIdentity identity) {
        if (refusal != null) {
            throw new WriteRefusedException(refusal, Duration.ofSeconds(1));
        }
        return new MemoryBatch(this, identity);
    }

    /** Runs a commit in one piece: no reader sees half of it. */
    synchronized void apply(Runnable writes, long lowestMillis) {
        writes.run();
        changes.changed(lowestMillis);
    }

    MemorySeries seriesOf(Labels labels) {
        return series.computeIfAbsent(labels, MemorySeries::new);
    }

    void remember(MetricMetadata statement) {
        metadata.add(statement);
    }

    @Override
    public synchronized SeriesSelection select(SeriesQuery query) {
        List<StoredSeries> found = new ArrayList<>();
        for (MemorySeries one : matching(query)) {
            if (query.limit() > 0 && found.size() == query.limit()) {
                throw new ReadRefusedException("the query selects more than " + query.limit()
                        + " series, the limit of series for one query; narrow its matchers");
            }
            found.add(new Found(one));
        }
        return new Selection(found);
    }

    private Collection<MemorySeries> matching(SeriesQuery query) {
        return series.values().stream().filter(
                one -> one.hasSamples(query.minMillis(), query.maxMillis()) && matches(query.matchers(), one.labels()))
                .toList();
    }

    private static boolean matches(List<Matcher> matchers, Labels labels) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels.get(matcher.name())));
    }

    @Override
    public synchronized List<String> labelNames(SeriesQuery query) {
        NavigableSet<String> names = new TreeSet<>(Labels::compareUtf8);
        matching(query).forEach(one -> names.addAll(one.labels().names()));
        return cut(names, query.limit());
    }

    @Override
    public synchronized List<String> labelValues(String name, SeriesQuery query) {
        NavigableSet<String> values = new TreeSet<>(Labels::compareUtf8);
        for (MemorySeries one : matching(query)) {
            String value = one.labels().get(name);
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        return cut(values, query.limit());
    }

    private static List<String> cut(Collection<String> sorted, int limit) {
        return sorted.stream().limit(limit == 0 ? Long.MAX_VALUE : limit).toList();
    }

    @Override
    public synchronized List<MetricMetadata> metadata(String family) {
        return metadata.stream().filter(one -> family.isEmpty() || one.family().equals(family)).toList();
    }

    @Override
    public synchronized List<SeriesExemplars> exemplars(SeriesQuery query) {
        List<SeriesExemplars> found = new ArrayList<>();
        for (MemorySeries one : series.values()) {
            List<Exemplar> inRange = matches(query.matchers(), one.labels())
                    ? one.exemplars(query.minMillis(), query.maxMillis())
                    : List.of();
            if (!inRange.isEmpty()) {
                found.add(new SeriesExemplars(one.labels(), inRange));
            }
        }
        return found;
    }

    @Override
    public SampleChanges changes() {
        return changes;
    }

    private record Selection(List<StoredSeries> series) implements SeriesSelection {
        private Selection {
            series = List.copyOf(series);
        }

        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private final class Found implements StoredSeries {
        private final MemorySeries stored;

        Found(MemorySeries stored) {
            this.stored = stored;
        }

        @Override
        public Labels labels() {
            return stored.labels();
        }

        @Override
        public void read(long minMillis, long maxMillis, SampleColumns into) {
            synchronized (InMemoryMetricStore.this) {
                stored.read(minMillis, maxMillis, into);
            }
        }
    }
}
