package dev.tributary.promql.exec.histogram;

import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.function.ClassicQuantile;
import dev.tributary.promql.function.NativeQuantile;
import dev.tributary.promql.function.StepColumn;

/** What is computed of each histogram at a step: a quantile or a fraction. */
public interface BucketMeasure {
    double ofNative(int step, NativeHistogram histogram, String metric);

    double ofClassic(int step, long timeMillis, ClassicQuantile buckets, String metric);

    /** The quantile of each step. */
    static BucketMeasure quantile(double[] quantiles, Notes notes) {
        return new BucketMeasure() {
            @Override
            public double ofNative(int step, NativeHistogram histogram, String metric) {
                return NativeQuantile.quantile(quantiles[step], histogram, metric, notes);
            }

            @Override
            public double ofClassic(int step, long timeMillis, ClassicQuantile buckets, String metric) {
                return buckets.quantile(quantiles[step], metric, timeMillis, notes);
            }
        };
    }

    /** The quantile at the steps at which it has a certain value; elsewhere nothing. */
    static BucketMeasure quantileWhere(double[] quantiles, double wanted, Notes notes) {
        BucketMeasure all = quantile(quantiles, notes);
        return new BucketMeasure() {
            @Override
            public double ofNative(int step, NativeHistogram histogram, String metric) {
                return isWanted(step) ? all.ofNative(step, histogram, metric) : StepColumn.ABSENT;
            }

            @Override
            public double ofClassic(int step, long timeMillis, ClassicQuantile buckets, String metric) {
                return isWanted(step) ? all.ofClassic(step, timeMillis, buckets, metric) : StepColumn.ABSENT;
            }

            private boolean isWanted(int step) {
                return Double.compare(quantiles[step], wanted) == 0;
            }
        };
    }

    /** The share of observations between two bounds at each step. */
    static BucketMeasure fraction(double[] lower, double[] upper, Notes notes) {
        return new BucketMeasure() {
            @Override
            public double ofNative(int step, NativeHistogram histogram, String metric) {
                return NativeQuantile.fraction(lower[step], upper[step], histogram, metric, notes);
            }

            @Override
            public double ofClassic(int step, long timeMillis, ClassicQuantile buckets, String metric) {
                return buckets.fraction(lower[step], upper[step]);
            }
        };
    }
}
