package dev.tributary.alerts.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.tributary.alerts.rulefile.RuleDefinition;
import dev.tributary.model.Labels;
import dev.tributary.promql.QueryException;
import dev.tributary.promql.QueryValue.VectorSample;

/** Stores each element of its expression under the rule's name, rule labels over the element's own. */
public final class RecordingRule implements Rule {
    private final RuleDefinition.Recording definition;

    public RecordingRule(RuleDefinition.Recording definition) {
        this.definition = definition;
    }

    @Override
    public RuleDefinition.Recording definition() {
        return definition;
    }

    @Override
    public List<RuleOutput> evaluate(RuleQuery query, long timeMillis, int limit) {
        List<VectorSample> elements = elements(query, timeMillis);
        Set<Labels> seen = new HashSet<>();
        List<RuleOutput> outputs = new ArrayList<>(elements.size());
        for (VectorSample element : elements) {
            Labels labels = labels(element.labels());
            if (!seen.add(labels)) {
                throw new RuleFailure("vector contains metrics with the same labelset after applying rule labels");
            }
            outputs.add(new RuleOutput(labels, element.value(), element.histogram()));
        }
        if (limit > 0 && outputs.size() > limit) {
            throw new RuleFailure("exceeded limit of " + limit + " with " + outputs.size() + " series");
        }
        return outputs;
    }

    private List<VectorSample> elements(RuleQuery query, long timeMillis) {
        try {
            return query.query(definition.expression(), timeMillis);
        } catch (QueryException e) {
            throw new RuleFailure(String.valueOf(e.getMessage()));
        }
    }

    private Labels labels(Labels element) {
        Labels.Builder labels = element.toBuilder().set(Labels.NAME, definition.name());
        definition.labels().forEach(labels::set);
        return labels.build();
    }
}
