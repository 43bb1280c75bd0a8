package dev.tributary.promql.exec.aggregate;

import java.util.List;

import dev.tributary.promql.ast.Grouping;
import dev.tributary.promql.exec.ColumnScan;
import dev.tributary.promql.exec.GroupIndex;
import dev.tributary.promql.exec.OutputSeries;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.VectorOperator;

/** {@code limitk}: k elements of each group at each step, whichever come first; of any kind. */
public final class LimitK extends Chosen {
    private final QueryRun run;
    private final VectorOperator input;
    private final Grouping grouping;
    private final StepParameter parameter;

    public LimitK(QueryRun run, VectorOperator input, int steps, Grouping grouping, StepParameter parameter) {
        super(steps);
        this.run = run;
        this.input = input;
        this.grouping = grouping;
        this.parameter = parameter;
    }

    @Override
    protected List<OutputSeries> prepare() {
        List<OutputSeries> series = input.series();
        if (!parameter.checkCount()) {
            return List.of();
        }
        GroupIndex index = new GroupIndex(grouping.labels(), grouping.without());
        int[] groupOf = new int[series.size()];
        for (int i = 0; i < groupOf.length; i++) {
            groupOf[i] = index.groupOf(series.get(i).labels());
        }
        int[][] taken = new int[index.size()][steps()];
        Columns columns = new Columns(series.size());
        ColumnScan.forEach(run, input, steps(), (i, column) -> {
            int[] group = taken[groupOf[i]];
            for (int step = 0; step < steps(); step++) {
                if (column.isPresent(step) && group[step] < parameter.countAt(step, series.size())) {
                    group[step]++;
                    columns.of(i).copyStep(step, column, step);
                }
            }
        });
        return columns.announce(series);
    }
}
