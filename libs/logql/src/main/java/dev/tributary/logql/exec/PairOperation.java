package dev.tributary.logql.exec;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.tributary.logql.ast.MetricExpr;
import dev.tributary.logql.ast.VectorMatching;
import dev.tributary.logql.ast.VectorMatching.Cardinality;
import dev.tributary.logql.failure.QueryFailure;
import dev.tributary.logql.window.StepValues;
import dev.tributary.model.Labels;

/**
 * An arithmetic or comparing operator between two vectors. The "many" side is the left one unless the matching says
 * {@code group_right}; of the other side a group may have one element at each step.
 */
final class PairOperation {
    private static final int NONE = -1;

    private final MetricExpr.Binary binary;
    private final VectorMatching matching;
    private final boolean swapped;
    private final Map<Labels, StepValues> results = new LinkedHashMap<>();
    private final Map<Long, Labels> pairLabels = new HashMap<>();

    PairOperation(MetricExpr.Binary binary) {
        this.binary = binary;
        this.matching = binary.matching();
        this.swapped = matching.cardinality() == Cardinality.ONE_TO_MANY;
    }

    Vectors apply(Vectors left, Vectors right) {
        Vectors many = swapped ? right : left;
        Vectors one = swapped ? left : right;
        MatchKeys keys = new MatchKeys(matching);
        int[] manyGroups = keys.of(many);
        int[] oneGroups = keys.of(one);
        int[] oneOfGroup = new int[keys.count()];
        for (int step = 0; step < left.steps(); step++) {
            Arrays.fill(oneOfGroup, NONE);
            collect(one, oneGroups, step, oneOfGroup);
            join(many, manyGroups, one, oneOfGroup, step);
        }
        Vectors result = new Vectors(left.steps());
        results.forEach(result::add);
        return result;
    }

    private void collect(Vectors one, int[] groups, int step, int[] oneOfGroup) {
        for (int i = 0; i < one.size(); i++) {
            if (one.values(i).has(step)) {
                if (oneOfGroup[groups[i]] != NONE) {
                    throw failure("found duplicate series on the " + (swapped ? "left" : "right")
                            + " hand-side;many-to-many matching not allowed: matching labels must be unique on one "
                            + "side");
                }
                oneOfGroup[groups[i]] = i;
            }
        }
    }

    private void join(Vectors many, int[] groups, Vectors one, int[] oneOfGroup, int step) {
        boolean oneToOne = matching.cardinality() == Cardinality.ONE_TO_ONE;
        Set<Integer> matched = new HashSet<>();
        Map<Integer, Set<Labels>> made = new HashMap<>();
        for (int i = 0; i < many.size(); i++) {
            int partner = many.values(i).has(step) ? oneOfGroup[groups[i]] : NONE;
            if (partner == NONE) {
                continue;
            }
            Labels labels = labels(many.labels(i), one.labels(partner), (long) i << 32 | partner);
            if (oneToOne && !matched.add(groups[i])) {
                throw failure("multiple matches for labels: many-to-one matching must be explicit "
                        + "(group_left/group_right)");
            }
            if (!oneToOne && !made.computeIfAbsent(groups[i], _ -> new HashSet<>()).add(labels)) {
                throw failure("multiple matches for labels: grouping labels must ensure unique matches");
            }
            compute(many.values(i).get(step), one.values(partner).get(step), labels, step, many.steps());
        }
    }

    private void compute(double many, double one, Labels labels, int step, int steps) {
        double left = swapped ? one : many;
        double right = swapped ? many : one;
        double computed = binary.operator().apply(left, right);
        boolean filters = binary.operator().isComparison() && !binary.returnBool();
        if (!filters || computed != 0) {
            results.computeIfAbsent(labels, _ -> new StepValues(steps)).set(step, filters ? left : computed);
        }
    }

    private Labels labels(Labels many, Labels one, long pair) {
        return pairLabels.computeIfAbsent(pair, _ -> resultLabels(many, one));
    }

    private Labels resultLabels(Labels many, Labels one) {
        Labels.Builder labels = many.toBuilder();
        if (matching.cardinality() == Cardinality.ONE_TO_ONE) {
            if (matching.on()) {
                labels = many.keepOnly(matching.labels()).toBuilder();
            } else {
                matching.labels().forEach(labels::remove);
            }
        }
        for (String name : matching.include()) {
            labels.set(name, one.get(name));
        }
        return labels.build();
    }

    private static QueryFailure failure(String message) {
        return new QueryFailure(QueryFailure.Kind.EXECUTION, message);
    }
}
