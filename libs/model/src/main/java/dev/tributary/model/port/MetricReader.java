package dev.tributary.model.port;

import java.util.List;

import dev.tributary.model.MetricMetadata;

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

    /** What is known of metric families, of one or (empty name) all; one entry for each distinct statement. */
    List<MetricMetadata> metadata(String family);

    /** Exemplars of the series that satisfy the query, by series in label order, in time order. */
    List<SeriesExemplars> exemplars(SeriesQuery query);
}
