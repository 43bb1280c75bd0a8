package dev.tributary.promql.exec.aggregate;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.ast.Aggregation;
import dev.tributary.promql.ast.Grouping;
import dev.tributary.promql.exec.ColumnScan;
import dev.tributary.promql.exec.GroupIndex;
import dev.tributary.promql.exec.OutputSeries;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.Worker;
import dev.tributary.promql.function.StepColumn;
import org.jspecify.annotations.Nullable;

/**
 * An aggregation that makes one series of each group. The group of a series is found once; its column goes into the group's
 * accumulator and is forgotten.
 */
public final class Aggregate extends VectorOperator {
    /** Arrays of one number per step that an accumulator holds, about. */
    private static final int ARRAYS_PER_GROUP = 2;

    private final QueryRun run;
    private final VectorOperator input;
    private final int steps;
    private final Spec spec;
    private @Nullable Accumulator[] groups = {};

    /** What is aggregated how; {@code parameter} is the quantile at each step, empty for the others. */
    public record Spec(Aggregation operation, Grouping grouping, StepParameter parameter, Notes notes) {
    }

    public Aggregate(QueryRun run, VectorOperator input, int steps, Spec spec) {
        this.run = run;
        this.input = input;
        this.steps = steps;
        this.spec = spec;
    }

    @Override
    protected List<OutputSeries> prepare() {
        List<OutputSeries> series = input.series();
        GroupIndex index = new GroupIndex(spec.grouping.labels(), spec.grouping.without());
        int[] groupOf = new int[series.size()];
        for (int i = 0; i < groupOf.length; i++) {
            groupOf[i] = index.groupOf(series.get(i).labels());
        }
        boolean[] dropName = new boolean[index.size()];
        for (int i = 0; i < groupOf.length; i++) {
            dropName[groupOf[i]] |= series.get(i).dropName();
        }
        gather(series, groupOf, index.size());
        List<OutputSeries> output = new ArrayList<>(index.size());
        for (int group = 0; group < index.size(); group++) {
            output.add(new OutputSeries(index.labels(group), dropName[group]));
        }
        return output;
    }

    private void gather(List<OutputSeries> series, int[] groupOf, int count) {
        run.budget().hold((long) count * steps * ARRAYS_PER_GROUP);
        groups = new @Nullable Accumulator[count];
        HistogramNotes histogramNotes = new HistogramNotes(spec.notes);
        ColumnScan.forEach(run, input, steps, (i, column) -> {
            Accumulator group = groups[groupOf[i]];
            if (group == null) {
                group = newAccumulator(histogramNotes);
                groups[groupOf[i]] = group;
            }
            if (column.hasHistograms()) {
                histogramNotes.metric(series.get(i).labels().metricName());
            }
            group.add(column);
        });
    }

    private Accumulator newAccumulator(HistogramNotes histogramNotes) {
        Notes notes = spec.notes;
        return switch (spec.operation) {
            case SUM -> new Sum(histogramNotes, steps);
            case AVG -> new Average(histogramNotes, steps);
            case COUNT -> new Count(steps, false);
            case GROUP -> new Count(steps, true);
            case MAX -> new Extreme(notes, steps, true);
            case MIN -> new Extreme(notes, steps, false);
            case STDDEV -> new Variance(notes, steps, true);
            case STDVAR -> new Variance(notes, steps, false);
            case QUANTILE -> new GroupQuantile(notes, run.budget(), spec.parameter.values());
            case TOPK, BOTTOMK, LIMITK, LIMIT_RATIO, COUNT_VALUES ->
                throw new IllegalStateException("not one series per group: " + spec.operation);
        };
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        into.reset(steps);
        Accumulator group = groups[series];
        if (group != null) {
            group.result(into);
        }
    }

    @Override
    public boolean isCostlyToRead() {
        return spec.operation == Aggregation.QUANTILE;
    }
}
