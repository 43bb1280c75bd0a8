package dev.tributary.model.port;

import java.util.List;
import java.util.function.Predicate;

import dev.tributary.model.MetricMetadata;
import dev.tributary.model.change.SampleChanges;

/**
 * Reads stored time series. Every series carries its {@code cluster} label. Answers reflect all writes acknowledged
 * before the call. Implementations are safe for several threads.
 */
public interface MetricReader {
    /**
     * The series that satisfy all matchers and may have samples in the closed time range, in label order, without their
     * samples.
     *
     * @throws ReadRefusedException when more than {@code query.seriesMax()} match
     */
    SeriesSelection select(SeriesQuery query);

    /** Names of all labels on series that {@link #select} would give, sorted by bytes, no more than the query's limit. */
    List<String> labelNames(SeriesQuery query);

    /** Values of one label on series that {@link #select} would give, sorted by bytes, no more than the query's limit. */
    List<String> labelValues(String name, SeriesQuery query);

    /** Counts, label by label, the series that {@link #select} would give; the cluster label is on each of them. */
    default void countLabels(SeriesQuery query, LabelCounter counter) {
        try (SeriesSelection selection = select(query)) {
            for (StoredSeries series : selection.series()) {
                series.labels().forEach((name, value) -> counter.count(name, value, 1));
            }
        }
    }

    /** What is known of metric families, of one or (empty name) all; one entry for each distinct statement. */
    List<MetricMetadata> metadata(String family);

    /**
     * The same, of those clusters alone whose names satisfy the condition. A store that does not know who said what gives
     * everything.
     */
    default List<MetricMetadata> metadata(String family, Predicate<? super String> clusters) {
        return metadata(family);
    }

    /** Exemplars of the series that satisfy the query, by series in label order, in time order. */
    List<SeriesExemplars> exemplars(SeriesQuery query);

    /** What changed since, for those who keep answers; a reader that cannot tell says so. */
    default SampleChanges changes() {
        return SampleChanges.UNKNOWN;
    }
}
