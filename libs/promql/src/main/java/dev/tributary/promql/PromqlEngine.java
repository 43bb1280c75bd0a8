package dev.tributary.promql;

import dev.tributary.model.port.MetricReader;

/**
 * Answers PromQL as Prometheus 3.14 does. Stateless between queries and safe for several threads; each call runs on the
 * caller's thread and blocks until the answer is complete, the budget is spent or the query is cancelled.
 */
public final class PromqlEngine {
    private final EngineOptions options;

    public PromqlEngine(EngineOptions options) {
        this.options = options;
    }

    /**
     * The value of an expression at one instant.
     *
     * @throws QueryException for every failure: bad text, limits, timeout, cancellation, execution
     */
    public QueryResult instant(MetricReader reader, String expression, long timeMillis, QueryOptions query) {
        return none();
    }

    /**
     * The values of an expression at start, start + step, ... up to and including end. Always a matrix.
     *
     * @throws QueryException for every failure
     */
    public QueryResult range(MetricReader reader, String expression, long startMillis, long endMillis, long stepMillis,
            QueryOptions query) {
        return none();
    }

    private QueryResult none() {
        throw new IllegalStateException("nothing to run " + options);
    }
}
