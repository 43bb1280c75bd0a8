package dev.tributary.promql.exec;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.promql.function.StepColumn;

/** The series as the asker sees them: names that were to be dropped are gone. */
public final class VisibleNames extends VectorOperator {
    private final VectorOperator input;

    public VisibleNames(VectorOperator input) {
        this.input = input;
    }

    @Override
    protected List<OutputSeries> prepare() {
        List<OutputSeries> series = new ArrayList<>(input.series().size());
        for (OutputSeries each : input.series()) {
            series.add(each.dropName() ? new OutputSeries(NameRules.visible(each), false) : each);
        }
        return series;
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        input.read(series, into, worker);
    }

    @Override
    public int[] readingOrder() {
        return input.readingOrder();
    }
}
