package dev.tributary.promql.script;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.ReadRefusedException;
import dev.tributary.model.port.SeriesExemplars;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import org.jspecify.annotations.Nullable;

/** Keeps the series of a script in memory, each as a sorted map of its samples. */
public final class MemoryScriptStore implements ScriptStore, MetricReader {
    private final TreeMap<Labels, TreeMap<Long, Row>> series = new TreeMap<>();

    /** One sample. */
    private record Row(double value, @Nullable NativeHistogram histogram, long startMillis) {
        void appendTo(SampleColumns columns, long timeMillis) {
            if (histogram == null) {
                columns.add(timeMillis, value);
            } else {
                columns.add(timeMillis, histogram);
            }
            columns.startOfLast(startMillis);
        }
    }

    @Override
    public void load(Labels labels, SampleColumns samples) {
        TreeMap<Long, Row> rows = series.computeIfAbsent(labels, _ -> new TreeMap<>());
        for (int i = 0; i < samples.size(); i++) {
            rows.put(samples.timestamp(i), new Row(samples.value(i), samples.histogram(i), samples.start(i)));
        }
    }

    @Override
    public MetricReader reader() {
        return this;
    }

    @Override
    public void close() {
        series.clear();
    }

    @Override
    public SeriesSelection select(SeriesQuery query) {
        List<StoredSeries> found = new ArrayList<>();
        series.forEach((labels, rows) -> {
            boolean matches = query.matchers().stream().allMatch(each -> each.matches(labels.get(each.name())));
            if (matches && !rows.subMap(query.minMillis(), true, query.maxMillis(), true).isEmpty()) {
                found.add(new Found(labels, rows));
            }
        });
        if (query.limit() > 0 && found.size() > query.limit()) {
            throw new ReadRefusedException("the query selects more than " + query.limit() + " series");
        }
        return new Selected(found);
    }

    private record Found(Labels labels, TreeMap<Long, Row> rows) implements StoredSeries {
        @Override
        public void read(long minMillis, long maxMillis, SampleColumns into) {
            if (minMillis <= maxMillis) {
                rows.subMap(minMillis, true, maxMillis, true).forEach((time, row) -> row.appendTo(into, time));
            }
        }
    }

    private record Selected(List<StoredSeries> series) implements SeriesSelection {
        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    @Override
    public List<String> labelNames(SeriesQuery query) {
        return select(query).series().stream().flatMap(each -> each.labels().names().stream()).distinct()
                .sorted(Labels::compareUtf8).limit(limit(query)).toList();
    }

    @Override
    public List<String> labelValues(String name, SeriesQuery query) {
        return select(query).series().stream().map(each -> each.labels().get(name)).filter(each -> !each.isEmpty())
                .distinct().sorted(Labels::compareUtf8).limit(limit(query)).toList();
    }

    private static long limit(SeriesQuery query) {
        return query.limit() == 0 ? Long.MAX_VALUE : query.limit();
    }

    @Override
    public List<MetricMetadata> metadata(String family) {
        return List.of();
    }

    @Override
    public List<SeriesExemplars> exemplars(SeriesQuery query) {
        return List.of();
    }
}
