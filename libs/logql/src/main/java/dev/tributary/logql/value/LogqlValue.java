package dev.tributary.logql.value;

import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;

/** The kinds of LogQL results. Times of metrics are Unix milliseconds. */
public sealed interface LogqlValue {
    /** Streams of lines, sorted by labels. */
    record Streams(List<LogStream> streams) implements LogqlValue {
        public Streams {
            streams = List.copyOf(streams);
        }
    }

    /** A number at an instant. */
    record Scalar(long timestampMillis, double value) implements LogqlValue {
    }

    /** Series with one sample each, in the order the query defines, else sorted by labels. */
    record Vector(List<VectorSample> samples) implements LogqlValue {
        public Vector {
            samples = List.copyOf(samples);
        }
    }

    /** Series with samples over time, sorted by labels. */
    record Matrix(List<MatrixSeries> series) implements LogqlValue {
        public Matrix {
            series = List.copyOf(series);
        }
    }

    /** One element of a vector. */
    record VectorSample(Labels labels, long timestampMillis, double value) {
    }

    /** One series of a matrix, its samples in order of time. */
    record MatrixSeries(Labels labels, SampleColumns samples) {
    }
}
