package dev.tributary.logql.exec;

import java.util.HashMap;
import java.util.Map;

import dev.tributary.logql.ast.VectorMatching;
import dev.tributary.model.Labels;

/** Numbers the groups in which the elements of two vectors find each other. */
final class MatchKeys {
    private final VectorMatching matching;
    private final Map<Labels, Integer> numbers = new HashMap<>();

    MatchKeys(VectorMatching matching) {
        this.matching = matching;
    }

    int count() {
        return numbers.size();
    }

    /** The group of each series. */
    int[] of(Vectors vectors) {
        int[] groups = new int[vectors.size()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = numbers.computeIfAbsent(key(vectors.labels(i)), _ -> numbers.size());
        }
        return groups;
    }

    private Labels key(Labels labels) {
        if (matching.on()) {
            return labels.keepOnly(matching.labels());
        }
        Labels.Builder left = labels.toBuilder();
        matching.labels().forEach(left::remove);
        return left.build();
    }
}
