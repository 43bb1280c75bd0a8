package dev.tributary.promql;

import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import org.jspecify.annotations.Nullable;

/** The four kinds of PromQL results. Times are Unix milliseconds. */
public sealed interface QueryValue {
    /** A number at an instant. */
    record Scalar(long timestampMillis, double value) implements QueryValue {
    }

    /** A text at an instant. */
    record Text(long timestampMillis, String value) implements QueryValue {
    }

    /** Series with one sample each, in the order the query defines, else unspecified. */
    record Vector(List<VectorSample> samples) implements QueryValue {
    }

    /** Series with samples over time, sorted by labels. */
    record Matrix(List<MatrixSeries> series) implements QueryValue {
    }

    /** One element of a vector: a float, or a histogram when that is not null. */
    record VectorSample(Labels labels, long timestampMillis, double value, @Nullable NativeHistogram histogram) {
    }

    /** One series of a matrix; rows are floats or histograms in time order. */
    record MatrixSeries(Labels labels, SampleColumns samples) {
    }
}
