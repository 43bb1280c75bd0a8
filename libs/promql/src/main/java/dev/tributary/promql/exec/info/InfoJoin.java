package dev.tributary.promql.exec.info;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.promql.exec.ColumnScan;
import dev.tributary.promql.exec.InstantSelect;
import dev.tributary.promql.exec.MergeSeries;
import dev.tributary.promql.exec.OutputSeries;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.Selection;
import dev.tributary.promql.exec.StoredSource;
import dev.tributary.promql.exec.TimeReference;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.Worker;
import dev.tributary.promql.failure.QueryFailure;
import dev.tributary.promql.function.Grid;
import dev.tributary.promql.function.StepColumn;

/**
 * {@code info}: adds the labels of info series (by default {@code target_info}) to the series with the same instance and job.
 * As info series come and go a series may have different labels at different steps, so all is computed at once.
 */
public final class InfoJoin extends VectorOperator {
    private final QueryRun run;
    private final VectorOperator input;
    private final Grid grid;
    private final TimeReference time;
    private final InfoMatchers matchers;
    private final Map<Labels, Integer> outputOf = new HashMap<>();
    private final List<OutputSeries> outputs = new ArrayList<>();
    private final List<StepColumn> results = new ArrayList<>();

    public InfoJoin(QueryRun run, VectorOperator input, Grid grid, TimeReference time, List<Matcher> selector) {
        this.run = run;
        this.input = input;
        this.grid = grid;
        this.time = time;
        this.matchers = new InfoMatchers(selector);
    }

    @Override
    protected List<OutputSeries> prepare() {
        List<OutputSeries> series = input.series();
        InfoTable table = readInfo(series.stream().map(OutputSeries::labels).filter(each -> !matchers.isInfo(each))
                .toList());
        ColumnScan.forEach(run, input, grid.steps(), (i, column) -> {
            if (matchers.isInfo(series.get(i).labels())) {
                pass(series.get(i), column);
            } else {
                describe(series.get(i), column, table);
            }
        });
        return outputs;
    }

    private InfoTable readInfo(List<Labels> described) {
        InfoTable table = new InfoTable(grid.steps());
        List<Matcher> wanted = matchers.forSeries(described);
        if (wanted.isEmpty()) {
            return table;
        }
        try (Selection selection = new Selection(run, wanted)) {
            InstantSelect.widen(selection, grid, time, run.lookback());
            InstantSelect select = new InstantSelect(run, new StoredSource(selection, false), grid, time,
                    InstantSelect.What.INFO_TIMESTAMP);
            List<OutputSeries> found = select.series();
            ColumnScan.forEach(run, select, grid.steps(), (i, column) -> {
                run.budget().hold(grid.steps());
                table.add(found.get(i).labels(), column);
            });
        }
        return table;
    }

    private void pass(OutputSeries series, StepColumn column) {
        for (int step = 0; step < grid.steps(); step++) {
            if (column.isPresent(step)) {
                put(series.labels(), series.dropName(), column, step);
            }
        }
    }

    private void describe(OutputSeries series, StepColumn column, InfoTable table) {
        int[] slots = table.slotsOf(series.labels());
        int[] winners = new int[slots.length];
        int[] previous = null;
        Labels labels = Labels.EMPTY;
        boolean kept = true;
        for (int step = 0; step < grid.steps(); step++) {
            if (!column.isPresent(step)) {
                continue;
            }
            boolean any = false;
            for (int i = 0; i < slots.length; i++) {
                winners[i] = table.winner(slots[i], step);
                any |= winners[i] != InfoTable.NONE;
            }
            if (previous == null || !Arrays.equals(previous, winners)) {
                labels = enriched(series.labels(), winners, table);
                kept = any || matchers.allowsNoInfo();
                previous = winners.clone();
            }
            if (kept) {
                put(labels, series.dropName(), column, step);
            }
        }
    }

    private Labels enriched(Labels base, int[] winners, InfoTable table) {
        Labels.Builder added = Labels.builder();
        for (int winner : winners) {
            if (winner != InfoTable.NONE) {
                table.labels(winner).forEach((name, value) -> take(name, value, base, added));
            }
        }
        Labels.Builder builder = base.toBuilder();
        added.build().forEach(builder::set);
        return builder.build();
    }

    private void take(String name, String value, Labels base, Labels.Builder added) {
        if (!matchers.isWanted(name)) {
            return;
        }
        String known = added.get(name);
        if (!known.isEmpty() && !known.equals(value)) {
            throw QueryFailure.execution("conflicting label: " + name);
        }
        if (!base.has(name)) {
            added.set(name, value);
        }
    }

    private void put(Labels labels, boolean dropName, StepColumn column, int step) {
        Integer known = outputOf.putIfAbsent(labels, outputs.size());
        if (known == null) {
            run.budget().hold(grid.steps());
            outputs.add(new OutputSeries(labels, dropName));
            results.add(new StepColumn(grid.steps()));
        }
        StepColumn result = results.get(known == null ? results.size() - 1 : known);
        if (result.isPresent(step)) {
            throw MergeSeries.sameLabels();
        }
        result.copyStep(step, column, step);
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        into.copyFrom(results.get(series));
    }

    @Override
    public boolean isCostlyToRead() {
        return false;
    }
}
