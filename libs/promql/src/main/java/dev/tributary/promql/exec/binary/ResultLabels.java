package dev.tributary.promql.exec.binary;

import dev.tributary.model.Labels;
import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.ast.VectorMatching;
import dev.tributary.promql.ast.VectorMatching.Cardinality;
import dev.tributary.promql.exec.NameRules;

/** The labels of a pair's result. */
final class ResultLabels {
    private final VectorMatching matching;
    private final boolean dropName;

    ResultLabels(BinaryOperator operator, VectorMatching matching, boolean returnBool, NameRules names) {
        this.matching = matching;
        this.dropName = operator.changesMetric() || returnBool && !names.delayed();
    }

    /** Labels of the result of an element of the many side (or either, one to one) and its partner. */
    Labels of(Labels many, Labels one) {
        Labels labels = dropName ? NameRules.withoutMetric(many) : many;
        if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
            labels = matching.on() ? labels.keepOnly(matching.labels()) : without(labels);
        }
        if (matching.include().isEmpty()) {
            return labels;
        }
        Labels.Builder builder = labels.toBuilder();
        for (String name : matching.include()) {
            builder.set(name, one.get(name));
        }
        return builder.build();
    }

    private Labels without(Labels labels) {
        Labels rest = labels;
        for (String name : matching.labels()) {
            rest = rest.without(name);
        }
        return rest;
    }

    /** The labels of an element that stands for a missing partner: those by which it would have been found. */
    Labels ofMissing(Labels partner) {
        return matching.on() ? partner.keepOnly(matching.labels()) : partner.dropAllOf(matching.labels());
    }
}
