package dev.tributary.promql.exec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Labels;
import dev.tributary.promql.failure.QueryFailure;
import dev.tributary.promql.function.StepColumn;

/**
 * Joins series that have come to the same labels, for instance because their names were dropped. Two values at one step are
 * an error; with {@code exclusive} two series that both have any value are.
 */
public final class MergeSeries extends VectorOperator {
    private final VectorOperator input;
    private final int steps;
    private final boolean exclusive;
    /** Input series by output series; empty while no two series are equal. */
    private List<int[]> members = List.of();

    public MergeSeries(VectorOperator input, int steps, boolean exclusive) {
        this.input = input;
        this.steps = steps;
        this.exclusive = exclusive;
    }

    @Override
    protected List<OutputSeries> prepare() {
        List<OutputSeries> series = input.series();
        Map<Labels, Integer> byLabels = HashMap.newHashMap(series.size());
        List<OutputSeries> distinct = new ArrayList<>(series.size());
        int[] output = new int[series.size()];
        for (int i = 0; i < output.length; i++) {
            Integer known = byLabels.putIfAbsent(series.get(i).labels(), distinct.size());
            output[i] = known == null ? distinct.size() : known;
            if (known == null) {
                distinct.add(series.get(i));
            }
        }
        if (distinct.size() == series.size()) {
            return series;
        }
        members = membersOf(output, distinct.size());
        return distinct;
    }

    private static List<int[]> membersOf(int[] output, int outputs) {
        int[] sizes = new int[outputs];
        for (int each : output) {
            sizes[each]++;
        }
        List<int[]> members = new ArrayList<>(outputs);
        for (int size : sizes) {
            members.add(new int[size]);
        }
        for (int i = output.length - 1; i >= 0; i--) {
            members.get(output[i])[--sizes[output[i]]] = i;
        }
        return members;
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        if (members.isEmpty()) {
            input.read(series, into, worker);
            return;
        }
        int[] inputs = members.get(series);
        input.read(inputs[0], into, worker);
        for (int i = 1; i < inputs.length; i++) {
            StepColumn other = worker.scratch(this, () -> new StepColumn(steps));
            input.read(inputs[i], other, worker);
            join(into, other);
        }
    }

    private void join(StepColumn into, StepColumn other) {
        if (exclusive && into.presentCount() > 0 && other.presentCount() > 0) {
            throw sameLabels();
        }
        for (int step = 0; step < steps; step++) {
            if (other.isPresent(step)) {
                if (into.isPresent(step)) {
                    throw sameLabels();
                }
                into.copyStep(step, other, step);
            }
        }
    }

    /** The error of a vector with two elements of the same labels. */
    public static QueryFailure sameLabels() {
        return QueryFailure.execution("vector cannot contain metrics with the same labelset");
    }

    @Override
    public boolean isCostlyToRead() {
        return input.isCostlyToRead();
    }

    @Override
    public int[] readingOrder() {
        return members.isEmpty() ? input.readingOrder() : new int[0];
    }
}
