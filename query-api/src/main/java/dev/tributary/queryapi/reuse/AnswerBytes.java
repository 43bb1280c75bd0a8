package dev.tributary.queryapi.reuse;

import dev.tributary.model.Labels;
import dev.tributary.promql.QueryValue;

/** Estimates what an answer takes in memory. */
final class AnswerBytes {
    /** Of answers with histograms, whose size nobody knows cheaply, and of single numbers and texts. */
    static final long NOT_KEPT = Long.MAX_VALUE;

    private static final long ANSWER = 256;
    private static final long SERIES = 128;
    private static final long LABEL = 48;
    private static final long ROW = Long.BYTES + Double.BYTES;

    private AnswerBytes() {
    }

    static long of(QueryValue value, String expression) {
        long bytes = ANSWER + 2L * expression.length();
        switch (value) {
            case QueryValue.Matrix(var series) -> {
                for (QueryValue.MatrixSeries one : series) {
                    if (one.samples().hasHistograms()) {
                        return NOT_KEPT;
                    }
                    bytes += labels(one.labels()) + ROW * one.samples().timestamps().length;
                }
            }
            case QueryValue.Vector(var samples) -> {
                for (QueryValue.VectorSample one : samples) {
                    if (one.histogram() != null) {
                        return NOT_KEPT;
                    }
                    bytes += labels(one.labels()) + ROW;
                }
            }
            case QueryValue.Scalar _,QueryValue.Text _ -> {
                return NOT_KEPT;
            }
        }
        return bytes;
    }

    private static long labels(Labels labels) {
        return SERIES + LABEL * labels.size() + labels.utf8Length();
    }
}
