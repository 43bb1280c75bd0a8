package dev.tributary.promql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tributary.model.Labels;
import dev.tributary.promql.DirectEvaluator.Element;
import dev.tributary.promql.DirectEvaluator.RefusedException;
import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.VectorMatching;
import dev.tributary.promql.ast.VectorMatching.Cardinality;
import org.jspecify.annotations.Nullable;

/** Binary operators between two vectors at one instant. */
final class DirectJoin {
    private final Expr.Binary binary;
    private final VectorMatching matching;

    DirectJoin(Expr.Binary binary) {
        this.binary = binary;
        this.matching = binary.matching() == null ? VectorMatching.ONE_TO_ONE : binary.matching();
    }

    List<Element> join(List<Element> left, List<Element> right) {
        if (binary.operator().isSet()) {
            return set(left, right);
        }
        if (left.isEmpty() || right.isEmpty()) {
            return List.of();
        }
        boolean swapped = matching.cardinality() == Cardinality.ONE_TO_MANY;
        return pairs(swapped ? right : left, swapped ? left : right, swapped);
    }

    private Labels key(Labels labels) {
        Labels.Builder key = Labels.builder();
        labels.forEach((name, value) -> {
            boolean listed = matching.labels().contains(name);
            if (matching.on() ? listed : !listed && !name.equals(Labels.NAME)) {
                key.set(name, value);
            }
        });
        return key.build();
    }

    private List<Element> set(List<Element> left, List<Element> right) {
        Set<Labels> leftKeys = new HashSet<>();
        left.forEach(each -> leftKeys.add(key(each.labels())));
        Set<Labels> rightKeys = new HashSet<>();
        right.forEach(each -> rightKeys.add(key(each.labels())));
        List<Element> result = new ArrayList<>();
        for (Element each : left) {
            boolean matched = rightKeys.contains(key(each.labels()));
            if (binary.operator() == BinaryOperator.OR || matched == (binary.operator() == BinaryOperator.AND)) {
                result.add(each);
            }
        }
        if (binary.operator() == BinaryOperator.OR) {
            right.stream().filter(each -> !leftKeys.contains(key(each.labels()))).forEach(result::add);
        }
        return result;
    }

    private List<Element> pairs(List<Element> many, List<Element> one, boolean swapped) {
        Map<Labels, Element> partners = new HashMap<>();
        for (Element each : one) {
            if (partners.put(key(each.labels()), each) != null) {
                throw new RefusedException("found duplicate series for the match group");
            }
        }
        Set<Labels> seen = new HashSet<>();
        List<Element> result = new ArrayList<>();
        for (Element each : many) {
            Element partner = partners.get(key(each.labels()));
            if (partner == null) {
                continue;
            }
            double left = swapped ? partner.value() : each.value();
            double right = swapped ? each.value() : partner.value();
            Double value = DirectEvaluator.apply(binary, left, right);
            if (!seen.add(identity(each))) { // also where a comparison leaves out all but one
                throw new RefusedException("multiple matches for labels");
            }
            if (value != null) {
                result.add(new Element(resultLabels(each.labels()), value));
            }
        }
        return result;
    }

    /** What may appear only once: the match group, or with many on one side the result itself. */
    private Labels identity(Element each) {
        return matching.cardinality() == Cardinality.ONE_TO_ONE ? key(each.labels()) : resultLabels(each.labels());
    }

    private Labels resultLabels(Labels labels) {
        boolean keepsName = !binary.operator().changesMetric() && !binary.returnBool();
        Labels result = keepsName ? labels : labels.without(Labels.NAME);
        if (matching.cardinality() != Cardinality.ONE_TO_ONE) {
            return result;
        }
        Labels.Builder kept = Labels.builder();
        result.forEach((name, value) -> {
            if (matching.labels().contains(name) == matching.on()) {
                kept.set(name, value);
            }
        });
        return kept.build();
    }

    static @Nullable Double compare(BinaryOperator operator, double left, double right) {
        return switch (operator) {
            case EQUAL -> left == right ? 1.0 : 0.0;
            case NOT_EQUAL -> left != right ? 1.0 : 0.0;
            case LESS -> left < right ? 1.0 : 0.0;
            case GREATER -> left > right ? 1.0 : 0.0;
            case LESS_OR_EQUAL -> left <= right ? 1.0 : 0.0;
            case GREATER_OR_EQUAL -> left >= right ? 1.0 : 0.0;
            default -> null;
        };
    }
}
