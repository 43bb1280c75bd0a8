package dev.tributary.alerts.rule;

import java.util.List;

import dev.tributary.promql.QueryException;
import dev.tributary.promql.QueryValue;

/** Answers a rule's expression at one instant, in the language of its group. */
@FunctionalInterface
public interface RuleQuery {
    /**
     * The elements at {@code timeMillis}; a scalar counts as one element without labels.
     *
     * @throws QueryException when there is no answer; its message becomes the rule's last error
     */
    List<QueryValue.VectorSample> query(String expression, long timeMillis);

    /** The elements of an instant value. */
    static List<QueryValue.VectorSample> elements(QueryValue value) {
        return switch (value) {
            case QueryValue.Vector(var samples) -> samples;
            case QueryValue.Scalar(long time, double number) ->
                List.of(new QueryValue.VectorSample(dev.tributary.model.Labels.EMPTY, time, number, null));
            case QueryValue.Text _,QueryValue.Matrix _ ->
                throw new QueryException(QueryException.Category.EXECUTION, "rule result is not a vector or scalar");
        };
    }
}
