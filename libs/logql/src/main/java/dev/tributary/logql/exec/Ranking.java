package dev.tributary.logql.exec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.logql.ast.MetricExpr.VectorAggregate;
import dev.tributary.logql.window.StepValues;
import dev.tributary.model.Labels;

/**
 * {@code topk} and {@code bottomk}: of each group the series with the largest or smallest values, at each step anew. Not a
 * number is the worst of all. {@code approx_topk} is answered exactly.
 */
final class Ranking {
    private final VectorAggregate aggregate;
    private final boolean largest;

    Ranking(VectorAggregate aggregate, boolean largest) {
        this.aggregate = aggregate;
        this.largest = largest;
    }

    Vectors apply(Vectors input) {
        Map<Labels, List<Integer>> groups = new LinkedHashMap<>();
        List<StepValues> kept = new ArrayList<>();
        for (int i = 0; i < input.size(); i++) {
            Labels group = MetricRead.group(input.labels(i), aggregate.grouping());
            groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(i);
            kept.add(new StepValues(input.steps()));
        }
        for (List<Integer> group : groups.values()) {
            for (int step = 0; step < input.steps(); step++) {
                keepBest(input, group, step, kept);
            }
        }
        Vectors result = new Vectors(input.steps());
        for (int i = 0; i < input.size(); i++) {
            if (!kept.get(i).isEmpty()) {
                result.add(input.labels(i), kept.get(i));
            }
        }
        return result;
    }

    private void keepBest(Vectors input, List<Integer> group, int step, List<StepValues> kept) {
        Comparator<Integer> byValue = Comparator.comparingDouble(series -> input.values(series).get(step));
        Comparator<Integer> numbersFirst = Comparator
                .comparing(series -> Double.isNaN(input.values(series).get(step)));
        group.stream().filter(series -> input.values(series).has(step))
                .sorted(numbersFirst.thenComparing(largest ? byValue.reversed() : byValue))
                .limit(aggregate.parameter())
                .forEach(series -> kept.get(series).set(step, input.values(series).get(step)));
    }
}
