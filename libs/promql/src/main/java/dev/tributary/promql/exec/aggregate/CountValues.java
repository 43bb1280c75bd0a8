package dev.tributary.promql.exec.aggregate;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.ast.Grouping;
import dev.tributary.promql.ast.NumberText;
import dev.tributary.promql.exec.ColumnScan;
import dev.tributary.promql.exec.GroupIndex;
import dev.tributary.promql.exec.OutputSeries;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.Worker;
import dev.tributary.promql.function.StepColumn;
import dev.tributary.promql.histogram.HistogramText;

/** {@code count_values}: for each value in a group the number of elements that have it, the value as a label. */
public final class CountValues extends VectorOperator {
    private final QueryRun run;
    private final VectorOperator input;
    private final int steps;
    private final String label;
    private final GroupIndex index;
    private final List<int[]> counts = new ArrayList<>();
    /** Group of the element counted last: values mostly stay from step to step. */
    private int groupOfPrevious;

    public CountValues(QueryRun run, VectorOperator input, int steps, String label, Grouping grouping) {
        this.run = run;
        this.input = input;
        this.steps = steps;
        this.label = label;
        this.index = new GroupIndex(grouping.without() ? grouping.labels() : with(grouping.labels(), label),
                grouping.without());
    }

    private static List<String> with(List<String> labels, String label) {
        List<String> all = new ArrayList<>(labels);
        all.add(label);
        return all;
    }

    @Override
    protected List<OutputSeries> prepare() {
        List<OutputSeries> series = input.series();
        ColumnScan.forEach(run, input, steps, (i, column) -> count(series.get(i).labels(), column));
        List<OutputSeries> output = new ArrayList<>(index.size());
        for (int group = 0; group < index.size(); group++) {
            output.add(new OutputSeries(index.labels(group), false));
        }
        return output;
    }

    private void count(Labels labels, StepColumn column) {
        int previous = -1;
        for (int step = 0; step < steps; step++) {
            if (!column.isPresent(step)) {
                continue;
            }
            boolean same = previous >= 0 && sameFloat(column, previous, step);
            int group = same ? groupOfPrevious : groupOf(labels, column, step);
            groupOfPrevious = group;
            counts.get(group)[step]++;
            previous = step;
        }
    }

    private static boolean sameFloat(StepColumn column, int a, int b) {
        return column.histogram(a) == null && column.histogram(b) == null
                && Double.doubleToRawLongBits(column.value(a)) == Double.doubleToRawLongBits(column.value(b));
    }

    private int groupOf(Labels labels, StepColumn column, int step) {
        NativeHistogram histogram = column.histogram(step);
        String value = histogram == null ? NumberText.fixed(column.value(step)) : HistogramText.format(histogram);
        int group = index.groupOf(labels.with(label, value));
        if (group == counts.size()) {
            run.budget().hold(steps);
            counts.add(new int[steps]);
        }
        return group;
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        into.reset(steps);
        int[] group = counts.get(series);
        for (int step = 0; step < steps; step++) {
            if (group[step] > 0) {
                into.set(step, group[step]);
            }
        }
    }

    @Override
    public boolean isCostlyToRead() {
        return false;
    }
}
