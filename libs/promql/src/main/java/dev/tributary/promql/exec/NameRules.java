package dev.tributary.promql.exec;

import dev.tributary.model.Labels;

/**
 * What happens to the name of a metric, its type and its unit when a function makes another metric of it: they go at once, or
 * (delayed name removal) only at the end of the query, so that functions in between still know them.
 */
public record NameRules(boolean delayed) {
    private static final String TYPE = "__type__";
    private static final String UNIT = "__unit__";

    /** The series after a function that changes the metric. */
    public OutputSeries drop(OutputSeries series) {
        return delayed
                ? new OutputSeries(series.labels(), true)
                : new OutputSeries(withoutMetric(series.labels()), series.dropName());
    }

    /** The labels as the asker sees them. */
    public static Labels visible(OutputSeries series) {
        return series.dropName() ? withoutMetric(series.labels()) : series.labels();
    }

    /** The labels without name, type and unit. */
    public static Labels withoutMetric(Labels labels) {
        return labels.withoutName().without(TYPE).without(UNIT);
    }
}
