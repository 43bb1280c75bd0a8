package dev.tributary.promql.script;

import java.util.Arrays;

import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.ast.NumberText;
import dev.tributary.promql.function.AlmostEqual;
import dev.tributary.promql.histogram.Histograms;
import org.jspecify.annotations.Nullable;

/** Compares one value with what is expected: numbers to a relative error of a millionth, histograms field by field. */
final class PointCheck {
    private static final double EPSILON = 1e-6;

    private PointCheck() {
    }

    static boolean sameNumber(double expected, double actual) {
        return AlmostEqual.test(expected, actual, EPSILON);
    }

    static boolean same(Point expected, double value, @Nullable NativeHistogram histogram) {
        NativeHistogram wanted = expected.histogram();
        if (wanted == null || histogram == null) {
            return wanted == null && histogram == null && sameNumber(expected.value(), value);
        }
        return sameHistogram(Histograms.compact(wanted), Histograms.compact(histogram))
                && (!expected.hintGiven() || wanted.resetHint() == histogram.resetHint());
    }

    private static boolean sameHistogram(NativeHistogram a, NativeHistogram b) {
        return a.schema() == b.schema() && sameNumber(a.count(), b.count()) && sameNumber(a.sum(), b.sum())
                && Arrays.equals(a.customBounds(), b.customBounds()) && a.zeroThreshold() == b.zeroThreshold()
                && sameNumber(a.zeroCount(), b.zeroCount()) && Arrays.equals(a.positiveSpans(), b.positiveSpans())
                && sameNumbers(a.positiveBuckets(), b.positiveBuckets())
                && Arrays.equals(a.negativeSpans(), b.negativeSpans())
                && sameNumbers(a.negativeBuckets(), b.negativeBuckets());
    }

    private static boolean sameNumbers(double[] a, double[] b) {
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length; i++) {
            if (!sameNumber(a[i], b[i])) {
                return false;
            }
        }
        return true;
    }

    static String describe(double value, @Nullable NativeHistogram histogram) {
        return histogram == null ? NumberText.general(value) : HistogramNotation.format(histogram);
    }

    static String describe(Point point) {
        return point.omitted() ? "_" : describe(point.value(), point.histogram());
    }
}
