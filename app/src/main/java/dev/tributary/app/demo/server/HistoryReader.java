package dev.tributary.app.demo.server;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.tributary.app.demo.exporter.Families;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.ReadRefusedException;
import dev.tributary.model.port.SeriesExemplars;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;

/** Reads what a simulated Prometheus keeps, so that it can be queried like a real one. */
final class HistoryReader implements MetricReader {
    private record Selection(List<SeriesCopy> series) implements SeriesSelection {
        @Override
        public List<String> warnings() {
            return List.of();
        }

        @Override
        public void close() {
            // holds copies only
        }
    }

    private final SimulatedPrometheus prometheus;

    HistoryReader(SimulatedPrometheus prometheus) {
        this.prometheus = prometheus;
    }

    @Override
    public SeriesSelection select(SeriesQuery query) {
        List<SeriesCopy> found = found(query);
        if (query.limit() > 0 && found.size() > query.limit()) {
            throw new ReadRefusedException("more than " + query.limit() + " series match");
        }
        return new Selection(found);
    }

    @Override
    public List<String> labelNames(SeriesQuery query) {
        TreeSet<String> names = new TreeSet<>(Labels::compareUtf8);
        found(query).forEach(series -> names.addAll(series.labels().names()));
        return limited(names, query);
    }

    @Override
    public List<String> labelValues(String name, SeriesQuery query) {
        TreeSet<String> values = new TreeSet<>(Labels::compareUtf8);
        for (SeriesCopy series : found(query)) {
            if (series.labels().has(name)) {
                values.add(series.labels().get(name));
            }
        }
        return limited(values, query);
    }

    @Override
    public List<MetricMetadata> metadata(String family) {
        return Families.all().stream().filter(one -> family.isEmpty() || one.family().equals(family)).toList();
    }

    @Override
    public List<SeriesExemplars> exemplars(SeriesQuery query) {
        return List.of(); // no exporter of the simulation exposes one
    }

    private List<SeriesCopy> found(SeriesQuery query) {
        return prometheus.select(query.matchers()).stream()
                .filter(series -> series.hasSamples(query.minMillis(), query.maxMillis())).toList();
    }

    private static List<String> limited(SortedSet<String> all, SeriesQuery query) {
        return all.stream().limit(query.limit() > 0 ? query.limit() : Long.MAX_VALUE).toList();
    }
}
