package dev.tributary.promql.script;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tributary.model.Labels;
import dev.tributary.model.SampleColumns;
import dev.tributary.promql.QueryValue;
import dev.tributary.promql.QueryValue.MatrixSeries;
import dev.tributary.promql.QueryValue.VectorSample;
import dev.tributary.promql.ast.NumberText;
import dev.tributary.promql.ast.StringText;
import dev.tributary.promql.script.Command.Expectation;
import dev.tributary.promql.script.Command.Expected;
import dev.tributary.promql.script.Command.Times;

/** Compares the value of a query with what a script expects. */
final class ResultCheck {
    private final Expectation expectation;
    private final Times times;
    private final Map<Labels, Expected> byLabels = new HashMap<>();

    ResultCheck(Command.Eval eval) {
        this.expectation = eval.expectation();
        Times given = expectation.rangeVector();
        this.times = given == null ? new Times(eval.startMillis(), eval.endMillis(), eval.stepMillis()) : given;
        expectation.series().forEach(each -> byLabels.put(each.labels(), each));
    }

    void check(QueryValue value) throws MismatchException {
        switch (value) {
            case QueryValue.Scalar scalar -> scalar(scalar.value());
            case QueryValue.Text text -> text(text.value());
            case QueryValue.Vector vector -> vector(vector.samples());
            case QueryValue.Matrix matrix -> matrix(matrix.series());
        }
    }

    private void scalar(double value) throws MismatchException {
        Double expected = expectation.scalar();
        if (expected == null) {
            throw new MismatchException(
                    "expected vector or matrix result, but got scalar " + NumberText.general(value));
        }
        if (!PointCheck.sameNumber(expected, value)) {
            throw new MismatchException("expected scalar " + NumberText.general(expected) + " but got "
                    + NumberText.general(value));
        }
    }

    private void text(String value) throws MismatchException {
        if (!value.equals(expectation.text())) {
            throw new MismatchException(
                    "expected string " + expectation.text() + " but got " + StringText.quote(value));
        }
    }

    private void vector(List<VectorSample> samples) throws MismatchException {
        if (expectation.isScalar()) {
            throw new MismatchException("expected scalar result, but got a vector of " + samples.size());
        }
        Set<Labels> seen = new HashSet<>();
        for (int i = 0; i < samples.size(); i++) {
            VectorSample sample = samples.get(i);
            Expected expected = find(sample.labels(), PointCheck.describe(sample.value(), sample.histogram()));
            if (expectation.outcome().ordered() && !expected.equals(expectation.series().get(i))) {
                throw new MismatchException(
                        "expected " + expectation.series().get(i).labels() + " at position " + (i + 1)
                                + " but found " + sample.labels());
            }
            Point point = expected.points().getFirst();
            if (!PointCheck.same(point, sample.value(), sample.histogram())) {
                throw new MismatchException("expected " + PointCheck.describe(point) + " for " + sample.labels()
                        + " but got " + PointCheck.describe(sample.value(), sample.histogram()));
            }
            seen.add(sample.labels());
        }
        checkAllSeen(seen);
    }

    private Expected find(Labels labels, String value) throws MismatchException {
        Expected expected = byLabels.get(labels);
        if (expected == null) {
            throw new MismatchException("unexpected metric " + labels + " in result, has value " + value);
        }
        return expected;
    }

    private void checkAllSeen(Set<Labels> seen) throws MismatchException {
        for (Expected expected : expectation.series()) {
            if (!seen.contains(expected.labels())) {
                throw new MismatchException("expected metric " + expected.labels() + " not found");
            }
        }
    }

    private void matrix(List<MatrixSeries> matrix) throws MismatchException {
        if (expectation.outcome().ordered()) {
            throw new MismatchException("expected ordered result, but query returned a matrix");
        }
        if (expectation.isScalar()) {
            throw new MismatchException("expected scalar result, but got a matrix of " + matrix.size() + " series");
        }
        checkSorted(matrix);
        Set<Labels> seen = new HashSet<>();
        for (MatrixSeries series : matrix) {
            points(find(series.labels(), describe(series.samples())), series);
            seen.add(series.labels());
        }
        checkAllSeen(seen);
    }

    static void checkSorted(List<MatrixSeries> matrix) throws MismatchException {
        for (int i = 1; i < matrix.size(); i++) {
            if (matrix.get(i - 1).labels().compareTo(matrix.get(i).labels()) > 0) {
                throw new MismatchException("matrix results should always be sorted by labels, but "
                        + matrix.get(i).labels() + " comes behind " + matrix.get(i - 1).labels());
            }
        }
    }

    private void points(Expected expected, MatrixSeries series) throws MismatchException {
        SampleColumns samples = series.samples();
        int row = 0;
        for (int i = 0; i < expected.points().size(); i++) {
            Point point = expected.points().get(i);
            long time = times.startMillis() + i * times.stepMillis();
            if (time > times.endMillis()) {
                throw new MismatchException("expected " + expected.points().size() + " points for " + expected.labels()
                        + ", but query time range cannot return this many points");
            }
            if (point.omitted()) {
                continue;
            }
            if (row >= samples.size() || samples.timestamp(row) != time
                    || !PointCheck.same(point, samples.value(row), samples.histogram(row))) {
                throw new MismatchException("expected " + PointCheck.describe(point) + " at t=" + time + " for "
                        + expected.labels() + " but result has " + describe(samples));
            }
            row++;
        }
        if (row != samples.size()) {
            throw new MismatchException("expected " + row + " points for " + expected.labels() + " but result has "
                    + describe(samples));
        }
    }

    private static String describe(SampleColumns samples) {
        StringBuilder out = new StringBuilder();
        for (int row = 0; row < samples.size(); row++) {
            out.append(row > 0 ? " " : "").append(PointCheck.describe(samples.value(row), samples.histogram(row)))
                    .append("@").append(samples.timestamp(row));
        }
        return out.toString();
    }
}
