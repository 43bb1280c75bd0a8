package dev.tributary.alerts.template;

import java.util.List;

import dev.tributary.promql.QueryException;
import dev.tributary.promql.QueryValue.VectorSample;

/** Answers the queries that templates ask. */
@FunctionalInterface
public interface TemplateQuery {
    /**
     * The elements of an expression at an instant.
     *
     * @throws QueryException when there is no answer; the template then fails with its message
     */
    List<VectorSample> query(String expression, long timeMillis);
}
