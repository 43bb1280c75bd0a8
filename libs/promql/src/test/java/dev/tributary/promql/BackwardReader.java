package dev.tributary.promql;

import java.util.List;

import dev.tributary.model.MetricMetadata;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.SeriesExemplars;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;

/** A store that would rather be read from its last series to its first. */
record BackwardReader(MetricReader store) implements MetricReader {
    @Override
    public SeriesSelection select(SeriesQuery query) {
        return new Backward(store.select(query));
    }

    private record Backward(SeriesSelection found) implements SeriesSelection {
        @Override
        public List<? extends StoredSeries> series() {
            return found.series();
        }

        @Override
        public int[] readingOrder() {
            int[] order = new int[found.series().size()];
            for (int i = 0; i < order.length; i++) {
                order[i] = order.length - 1 - i;
            }
            return order;
        }

        @Override
        public List<String> warnings() {
            return found.warnings();
        }

        @Override
        public void close() {
            found.close();
        }
    }

    @Override
    public List<String> labelNames(SeriesQuery query) {
        return store.labelNames(query);
    }

    @Override
    public List<String> labelValues(String name, SeriesQuery query) {
        return store.labelValues(name, query);
    }

    @Override
    public List<MetricMetadata> metadata(String family) {
        return store.metadata(family);
    }

    @Override
    public List<SeriesExemplars> exemplars(SeriesQuery query) {
        return store.exemplars(query);
    }
}
