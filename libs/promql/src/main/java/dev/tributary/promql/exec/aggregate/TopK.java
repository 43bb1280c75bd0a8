package dev.tributary.promql.exec.aggregate;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.StaleMarker;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.ast.Grouping;
import dev.tributary.promql.exec.ColumnScan;
import dev.tributary.promql.exec.GroupIndex;
import dev.tributary.promql.exec.OutputSeries;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.function.StepColumn;
import org.jspecify.annotations.Nullable;

/**
 * {@code topk} and {@code bottomk}: the k largest or smallest floats of each group at each step. At a single step the series
 * come best first, group by group.
 */
public final class TopK extends Chosen {
    private final QueryRun run;
    private final VectorOperator input;
    private final Spec spec;

    /** How to choose; {@code notes} point at the aggregation. */
    public record Spec(boolean largest, Grouping grouping, StepParameter parameter, Notes notes) {
    }

    public TopK(QueryRun run, VectorOperator input, int steps, Spec spec) {
        super(steps);
        this.run = run;
        this.input = input;
        this.spec = spec;
    }

    @Override
    protected List<OutputSeries> prepare() {
        List<OutputSeries> series = input.series();
        if (!spec.parameter.checkCount()) {
            return List.of();
        }
        GroupIndex index = new GroupIndex(spec.grouping.labels(), spec.grouping.without());
        int[] groupOf = new int[series.size()];
        for (int i = 0; i < groupOf.length; i++) {
            groupOf[i] = index.groupOf(series.get(i).labels());
        }
        @Nullable
        Ranking[][] rankings = new @Nullable Ranking[index.size()][steps()];
        run.budget().hold((long) index.size() * steps());
        ColumnScan.forEach(run, input, steps(), (i, column) -> offer(i, column, rankings[groupOf[i]]));
        return choose(series, rankings);
    }

    private void offer(int series, StepColumn column, @Nullable Ranking[] group) {
        double[] values = column.values();
        for (int step = 0; step < steps(); step++) {
            if (StaleMarker.is(values[step])) {
                continue;
            }
            int count = spec.parameter.countAt(step, input.series().size());
            if (count < 1) {
                continue;
            }
            if (column.histogram(step) != null) {
                spec.notes.histogramIgnoredInAggregation(spec.largest ? "topk" : "bottomk");
                continue;
            }
            Ranking ranking = group[step];
            if (ranking == null) {
                ranking = new Ranking(spec.largest, count);
                group[step] = ranking;
            }
            ranking.offer(series, values[step], run.budget());
        }
    }

    private List<OutputSeries> choose(List<OutputSeries> series, @Nullable Ranking[][] rankings) {
        Columns columns = new Columns(series.size());
        List<OutputSeries> ordered = new ArrayList<>();
        for (@Nullable
        Ranking[] group : rankings) {
            for (int step = 0; step < steps(); step++) {
                Ranking ranking = group[step];
                if (ranking == null) {
                    continue;
                }
                ranking.sort();
                for (int i = 0; i < ranking.size(); i++) {
                    columns.of(ranking.series(i)).set(step, ranking.value(i));
                    if (steps() == 1) {
                        columns.announceNext(ranking.series(i));
                        ordered.add(series.get(ranking.series(i)));
                    }
                }
            }
        }
        return steps() == 1 ? ordered : columns.announce(series);
    }
}
