package dev.tributary.app.conformance;

import java.util.Comparator;
import java.util.List;

import dev.tributary.aggregator.storage.MetricStore;
import dev.tributary.model.ClusterId;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.MetricBatch;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.SeriesExemplars;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.model.port.WriteReport;
import dev.tributary.model.port.WriterIdentity;
import dev.tributary.promql.script.ScriptStore;

/**
 * One cluster of the hub's metric store as the store of a script. The script knows nothing of clusters: what the hub stamps
 * is taken off again, and a {@code cluster} label of the script's own gets its name back.
 */
final class HubScriptStore implements ScriptStore, MetricReader {
    private final MetricStore store;
    private final ClusterId cluster;
    private final boolean flushed;
    private boolean loaded;

    /** With {@code flushed}, what is loaded is read from chunks on disk and not from memory. */
    HubScriptStore(MetricStore store, ClusterId cluster, boolean flushed) {
        this.store = store;
        this.cluster = cluster;
        this.flushed = flushed;
    }

    @Override
    public void load(Labels series, SampleColumns samples) {
        loaded = true;
        MetricBatch batch = store.begin(new WriterIdentity(cluster, false));
        LabelSlices slices = new LabelSlices();
        slices.set(series);
        batch.series(slices);
        for (int row = 0; row < samples.size(); row++) {
            NativeHistogram histogram = samples.histogram(row);
            if (histogram == null) {
                batch.sample(samples.timestamp(row), samples.value(row), samples.start(row));
            } else {
                batch.histogram(samples.timestamp(row), histogram, samples.start(row));
            }
        }
        WriteReport report = batch.commit().toCompletableFuture().join();
        if (!report.complete()) {
            throw new IllegalStateException("the store refused a series of the script: " + report.problem());
        }
    }

    @Override
    public MetricReader reader() {
        if (flushed && loaded) {
            store.flush();
            loaded = false;
        }
        return this;
    }

    @Override
    public void close() {
        // The store belongs to the test; its clusters do not see each other.
    }

    @Override
    public SeriesSelection select(SeriesQuery query) {
        SeriesSelection stored = store.select(narrowed(query));
        List<? extends StoredSeries> series = stored.series().stream().map(Restored::new)
                .sorted(Comparator.comparing(Restored::labels)).toList();
        return new Selection(series, stored);
    }

    private SeriesQuery narrowed(SeriesQuery query) {
        List<Matcher> matchers = query.matchers().stream()
                .map(each -> each.name().equals(ClusterId.LABEL)
                        ? Matcher.of(ClusterId.EXPORTED_LABEL, each.type(), each.value())
                        : each)
                .toList();
        return new SeriesQuery(matchers, query.minMillis(), query.maxMillis(), query.limit())
                .and(List.of(Matcher.equal(ClusterId.LABEL, cluster.value())));
    }

    private record Selection(List<? extends StoredSeries> series, SeriesSelection stored) implements SeriesSelection {
        @Override
        public List<String> warnings() {
            return stored.warnings();
        }

        @Override
        public void close() {
            stored.close();
        }
    }

    /** A stored series under the labels that the script gave it. */
    private record Restored(StoredSeries stored, Labels labels) implements StoredSeries {
        Restored(StoredSeries stored) {
            this(stored, restored(stored.labels()));
        }

        private static Labels restored(Labels labels) {
            String own = labels.get(ClusterId.EXPORTED_LABEL);
            Labels rest = labels.without(ClusterId.LABEL).without(ClusterId.EXPORTED_LABEL);
            return own.isEmpty() ? rest : rest.with(ClusterId.LABEL, own);
        }

        @Override
        public void read(long minMillis, long maxMillis, SampleColumns into) {
            stored.read(minMillis, maxMillis, into);
        }
    }

    @Override
    public List<String> labelNames(SeriesQuery query) {
        throw new UnsupportedOperationException("queries never ask for names");
    }

    @Override
    public List<String> labelValues(String name, SeriesQuery query) {
        throw new UnsupportedOperationException("queries never ask for values");
    }

    @Override
    public List<MetricMetadata> metadata(String family) {
        throw new UnsupportedOperationException("queries never ask for metadata");
    }

    @Override
    public List<SeriesExemplars> exemplars(SeriesQuery query) {
        throw new UnsupportedOperationException("queries never ask for exemplars");
    }
}
