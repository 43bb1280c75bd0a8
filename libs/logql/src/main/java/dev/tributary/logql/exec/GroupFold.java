package dev.tributary.logql.exec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.logql.ast.MetricExpr.VectorAggregate;
import dev.tributary.logql.ast.VectorOperation;
import dev.tributary.logql.window.StepValues;
import dev.tributary.model.Labels;

/** Folds the series of each group into one, step by step. */
final class GroupFold {
    private final VectorAggregate aggregate;

    GroupFold(VectorAggregate aggregate) {
        this.aggregate = aggregate;
    }

    Vectors apply(Vectors input) {
        Map<Labels, List<StepValues>> groups = new LinkedHashMap<>();
        for (int i = 0; i < input.size(); i++) {
            groups.computeIfAbsent(MetricRead.group(input.labels(i), aggregate.grouping()), _ -> new ArrayList<>())
                    .add(input.values(i));
        }
        Vectors result = new Vectors(input.steps());
        groups.forEach((labels, members) -> {
            StepValues folded = new StepValues(input.steps());
            for (int step = 0; step < input.steps(); step++) {
                fold(members, step, folded);
            }
            if (!folded.isEmpty()) {
                result.add(labels, folded);
            }
        });
        return result;
    }

    private void fold(List<StepValues> members, int step, StepValues into) {
        Running running = new Running(aggregate.operation());
        for (StepValues member : members) {
            if (member.has(step)) {
                running.add(member.get(step));
            }
        }
        if (running.count > 0) {
            into.set(step, running.result());
        }
    }

    /** What is known of the elements so far. */
    private static final class Running {
        private final VectorOperation operation;
        private int count;
        private double value;
        private double mean;

        Running(VectorOperation operation) {
            this.operation = operation;
        }

        void add(double element) {
            count++;
            switch (operation) {
                case SUM -> value += element;
                case MAX -> value = count == 1 || value < element || Double.isNaN(value) ? element : value;
                case MIN -> value = count == 1 || value > element || Double.isNaN(value) ? element : value;
                case AVG -> average(element);
                case STDDEV, STDVAR -> {
                    double delta = element - mean;
                    mean += delta / count;
                    value += delta * (element - mean);
                }
                case COUNT, BOTTOMK, TOPK, SORT, SORT_DESC, APPROX_TOPK -> {
                }
            }
        }

        private void average(double element) {
            boolean settled = count > 1 && Double.isInfinite(mean)
                    && (Double.isInfinite(element) ? mean > 0 == element > 0 : !Double.isNaN(element));
            if (count == 1) {
                mean = element;
            } else if (!settled) {
                mean += (element - mean) / count;
            }
        }

        double result() {
            return switch (operation) {
                case SUM, MAX, MIN -> value;
                case AVG -> mean;
                case COUNT -> count;
                case STDDEV -> Math.sqrt(value / count);
                case STDVAR -> value / count;
                case BOTTOMK, TOPK, SORT, SORT_DESC, APPROX_TOPK ->
                    throw new IllegalStateException("no fold: " + operation);
            };
        }
    }
}
