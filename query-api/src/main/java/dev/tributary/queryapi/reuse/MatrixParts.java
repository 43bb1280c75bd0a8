package dev.tributary.queryapi.reuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.tributary.model.SampleColumns;
import dev.tributary.promql.QueryValue;
import dev.tributary.promql.QueryValue.MatrixSeries;

/** Cuts and joins matrices; what they are made from stays as it is. */
final class MatrixParts {
    private MatrixParts() {
    }

    /** The rows of a closed range of time, without the series that have none there. */
    static QueryValue.Matrix cut(QueryValue.Matrix matrix, long firstMillis, long lastMillis) {
        List<MatrixSeries> cut = new ArrayList<>(matrix.series().size());
        for (MatrixSeries series : matrix.series()) {
            SampleColumns samples = series.samples();
            int from = position(samples, firstMillis);
            int to = position(samples, lastMillis + 1);
            if (from < to) {
                SampleColumns some = new SampleColumns(to - from);
                some.append(samples, from, to);
                cut.add(new MatrixSeries(series.labels(), some));
            }
        }
        return new QueryValue.Matrix(cut);
    }

    /** Index of the first row at or after an instant. */
    private static int position(SampleColumns samples, long millis) {
        int found = Arrays.binarySearch(samples.timestamps(), 0, samples.size(), millis);
        return found < 0 ? -found - 1 : found;
    }

    /** Joins two matrices sorted by labels, the second one's times all behind those of the first, into one. */
    static QueryValue.Matrix join(QueryValue.Matrix early, QueryValue.Matrix late) {
        List<MatrixSeries> a = early.series();
        List<MatrixSeries> b = late.series();
        List<MatrixSeries> joined = new ArrayList<>(Math.max(a.size(), b.size()));
        int i = 0;
        int k = 0;
        while (i < a.size() && k < b.size()) {
            int order = a.get(i).labels().compareTo(b.get(k).labels());
            if (order == 0) {
                joined.add(join(a.get(i++), b.get(k++)));
            } else {
                joined.add(order < 0 ? a.get(i++) : b.get(k++));
            }
        }
        joined.addAll(a.subList(i, a.size()));
        joined.addAll(b.subList(k, b.size()));
        return new QueryValue.Matrix(joined);
    }

    private static MatrixSeries join(MatrixSeries early, MatrixSeries late) {
        SampleColumns both = new SampleColumns(early.samples().size() + late.samples().size());
        both.append(early.samples(), 0, early.samples().size());
        both.append(late.samples(), 0, late.samples().size());
        return new MatrixSeries(early.labels(), both);
    }

    static long rows(QueryValue.Matrix matrix) {
        long rows = 0;
        for (MatrixSeries series : matrix.series()) {
            rows += series.samples().size();
        }
        return rows;
    }
}
