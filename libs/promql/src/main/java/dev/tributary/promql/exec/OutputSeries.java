package dev.tributary.promql.exec;

import dev.tributary.model.Labels;

/**
 * A series that an operator announces.
 *
 * @param dropName true when the name is still there but goes at the end of the query (delayed name removal)
 */
public record OutputSeries(Labels labels, boolean dropName) {
    public String metric() {
        return labels.metricName();
    }
}
