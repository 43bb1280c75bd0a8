package dev.tributary.queryapi.federate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.model.StaleMarker;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The series that some selectors find together, each once, in the order of metric names. */
final class FederatedSeries implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FederatedSeries.class);

    /** Takes a series with the row of its newest sample. */
    @FunctionalInterface
    interface Visitor {
        void visit(Labels labels, SampleColumns samples, int row);
    }

    private final List<SeriesSelection> selections = new ArrayList<>();
    private final List<StoredSeries> series = new ArrayList<>();
    private final long minMillis;
    private final long maxMillis;
    private int warnings;

    private FederatedSeries(long minMillis, long maxMillis) {
        this.minMillis = minMillis;
        this.maxMillis = maxMillis;
    }

    static FederatedSeries select(MetricReader reader, List<List<Matcher>> selectors, long minMillis, long maxMillis) {
        FederatedSeries found = new FederatedSeries(minMillis, maxMillis);
        try {
            Set<Labels> seen = new HashSet<>();
            for (List<Matcher> matchers : selectors) {
                found.add(reader.select(new SeriesQuery(matchers, minMillis, maxMillis, 0)), selectors.size(), seen);
            }
        } catch (RuntimeException e) {
            found.close();
            throw e;
        }
        found.series.sort(Comparator.comparing(one -> one.labels().metricName(), Labels::compareUtf8));
        return found;
    }

    private void add(SeriesSelection selection, int selectors, Set<Labels> seen) {
        selections.add(selection);
        if (!selection.warnings().isEmpty()) {
            warnings += selection.warnings().size();
            LOG.warn("federation page with warnings warnings={}", selection.warnings());
        }
        for (StoredSeries one : selection.series()) {
            if (selectors == 1 || seen.add(one.labels())) {
                series.add(one);
            }
        }
    }

    /** What the store warned of, a page having no place for it. */
    int warnings() {
        return warnings;
    }

    /** Visits every series that has a name and has not ended, with its newest sample. */
    void newest(Visitor visitor) {
        SampleColumns samples = new SampleColumns();
        for (StoredSeries one : series) {
            samples.clear();
            one.read(minMillis, maxMillis, samples);
            int row = samples.size() - 1;
            if (row >= 0 && !isStale(samples, row) && !one.labels().metricName().isEmpty()) {
                visitor.visit(one.labels(), samples, row);
            }
        }
    }

    private static boolean isStale(SampleColumns samples, int row) {
        NativeHistogram histogram = samples.histogram(row);
        return histogram == null ? StaleMarker.is(samples.value(row)) : histogram.isStale();
    }

    @Override
    public void close() {
        selections.forEach(SeriesSelection::close);
    }
}
