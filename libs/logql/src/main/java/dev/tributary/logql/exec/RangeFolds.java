package dev.tributary.logql.exec;

import dev.tributary.logql.ast.MetricExpr.RangeAggregate;
import dev.tributary.logql.window.WindowFold;
import dev.tributary.logql.window.WindowFolds;
import dev.tributary.logql.window.Windows;

/** Chooses how the numbers of a window are folded. */
final class RangeFolds {
    private RangeFolds() {
    }

    static WindowFold of(RangeAggregate aggregate, Windows windows) {
        double seconds = windows.rangeNanos() / 1e9;
        Double parameter = aggregate.parameter();
        double quantile = parameter == null ? 0 : parameter;
        return switch (aggregate.operation()) {
            case SUM_OVER_TIME -> (samples, _) -> WindowFolds.sum(samples);
            case RATE -> (samples, _) -> WindowFolds.sum(samples) / seconds;
            case RATE_COUNTER -> (samples, end) -> WindowFolds.counterRate(samples, end, windows.rangeNanos());
            case AVG_OVER_TIME -> (samples, _) -> WindowFolds.average(samples);
            case MIN_OVER_TIME -> (samples, _) -> WindowFolds.min(samples);
            case MAX_OVER_TIME -> (samples, _) -> WindowFolds.max(samples);
            case STDVAR_OVER_TIME -> (samples, _) -> WindowFolds.variance(samples);
            case STDDEV_OVER_TIME -> (samples, _) -> Math.sqrt(WindowFolds.variance(samples));
            case QUANTILE_OVER_TIME -> (samples, _) -> WindowFolds.quantile(samples, quantile);
            case FIRST_OVER_TIME -> (samples, _) -> WindowFolds.first(samples);
            case LAST_OVER_TIME -> (samples, _) -> WindowFolds.last(samples);
            case COUNT_OVER_TIME, BYTES_OVER_TIME, BYTES_RATE, ABSENT_OVER_TIME ->
                throw new IllegalStateException("counts entries: " + aggregate.operation());
        };
    }
}
