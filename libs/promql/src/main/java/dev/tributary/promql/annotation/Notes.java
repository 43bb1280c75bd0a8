package dev.tributary.promql.annotation;

import dev.tributary.promql.annotation.Annotation.Monotonicity;
import dev.tributary.promql.annotation.Annotation.Plain;
import dev.tributary.promql.annotation.Annotation.StartOverlap;
import dev.tributary.promql.ast.NumberText;
import dev.tributary.promql.ast.StringText;

/** Writes the annotations of one place of a query. Every text is here, worded as Prometheus words it. */
public final class Notes {
    private static final String MIXED = "encountered a mix of histograms and floats for";
    private static final String QUANTILE_NAN = "input to histogram_quantile has NaN observations, result is ";

    /** What was done to histograms when something about them did not fit. */
    public enum HistogramOperation {
        ADDITION("addition"), SUBTRACTION("subtraction"), AGGREGATION("aggregation");

        private final String text;

        HistogramOperation(String text) {
            this.text = text;
        }
    }

    private final Annotations annotations;
    private final Place place;

    public Notes(Annotations annotations, Place place) {
        this.annotations = annotations;
        this.place = place;
    }

    private void warn(String text) {
        annotations.add(new Plain(true, "PromQL warning: " + text, place));
    }

    private void inform(String text) {
        annotations.add(new Plain(false, "PromQL info: " + text, place));
    }

    public void invalidQuantile(double quantile) {
        warn("quantile value should be between 0 and 1, got " + NumberText.general(quantile));
    }

    public void invalidRatio(double ratio, double capped) {
        warn("ratio value should be between -1 and 1, got " + NumberText.general(ratio) + ", capping to "
                + NumberText.general(capped));
    }

    public void badBucketLabel(String metric, String label) {
        warn("bucket label \"le\" is missing or has a malformed value of " + StringText.quote(label) + named(metric));
    }

    public void mixedFloatsAndHistograms(String metric) {
        warn(MIXED + " metric name " + StringText.quote(metric));
    }

    public void mixedFloatsAndHistogramsInAggregation() {
        warn(MIXED + " aggregation");
    }

    public void mixedClassicAndNative(String metric) {
        warn("vector contains a mix of classic and native histograms" + named(metric));
    }

    public void notCounter(String metric) {
        warn("this native histogram metric is not a counter: " + StringText.quote(metric));
    }

    public void notGauge(String metric) {
        warn("this native histogram metric is not a gauge: " + StringText.quote(metric));
    }

    public void mixedExponentialAndCustom(String metric) {
        warn("vector contains a mix of histograms with exponential and custom buckets schemas for metric name "
                + StringText.quote(metric));
    }

    public void incompatibleBuckets(String operator) {
        warn("incompatible bucket layout encountered for binary operator " + operator);
    }

    public void sortInRangeQuery() {
        warn("sort is ineffective for range queries since results are always ordered by labels");
    }

    public void counterResetCollision(HistogramOperation operation) {
        warn("conflicting counter resets during histogram " + operation.text);
    }

    public void startOverlap(String metric) {
        annotations.add(new StartOverlap(metric, place, 1));
    }

    public void possiblyNoCounter(String metric) {
        inform("metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "
                + StringText.quote(metric));
    }

    public void possiblyNoCounterByType(String metric, String type) {
        inform("metric might not be a counter, __type__ label is not set to \"counter\" or \"histogram\", got "
                + StringText.quote(type) + ": " + StringText.quote(metric));
    }

    /** Buckets from one bound to another had to be lifted by at most the difference. */
    public void forcedMonotonicity(String metric, long timeMillis, double bucketMin, double bucketMax,
            double differenceMax) {
        String key = "PromQL info: input to histogram_quantile needed to be fixed for monotonicity (see"
                + " https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile)"
                + named(metric);
        annotations.add(new Monotonicity(key, place, timeMillis, timeMillis, bucketMin, bucketMax, differenceMax, 1));
    }

    /** An operator met operands it cannot join; the element is left out. */
    public void incompatibleTypes(String leftType, String operator, String rightType) {
        inform("incompatible sample types encountered for binary operator " + StringText.quote(operator) + ": "
                + leftType
                + " " + operator + " " + rightType);
    }

    public void histogramIgnoredInAggregation(String aggregation) {
        inform("ignored histogram in " + aggregation + " aggregation");
    }

    public void histogramIgnoredInRange(String metric) {
        inform("ignored histograms in a range containing both floats and histograms for metric name "
                + StringText.quote(metric));
    }

    public void quantileIsNaN(String metric) {
        inform(QUANTILE_NAN + "NaN" + named(metric));
    }

    public void quantileIsSkewed(String metric) {
        inform(QUANTILE_NAN + "skewed higher" + named(metric));
    }

    public void fractionExcludesNaN(String metric) {
        inform("input to histogram_fraction has NaN observations, which are excluded from all fractions"
                + named(metric));
    }

    public void customBucketsReconciled(HistogramOperation operation) {
        inform("mismatched custom buckets were reconciled during " + operation.text);
    }

    private static String named(String metric) {
        return metric.isEmpty() ? "" : " for metric name " + StringText.quote(metric);
    }
}
