package dev.tributary.promql.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.tributary.model.Labels;
import dev.tributary.promql.function.StepColumn;

/** {@code label_replace} and {@code label_join}: other labels, same values. A name that is set anew is not dropped later. */
public final class Relabel extends VectorOperator {
    private final VectorOperator input;
    private final UnaryOperator<Labels> change;
    private final boolean setsName;

    /** The change gives back the very same object for series it leaves alone. */
    public Relabel(VectorOperator input, UnaryOperator<Labels> change, boolean setsName) {
        this.input = input;
        this.change = change;
        this.setsName = setsName;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // The change says with the same object that it does not apply.
    protected List<OutputSeries> prepare() {
        List<OutputSeries> series = new ArrayList<>(input.series().size());
        for (OutputSeries each : input.series()) {
            Labels changed = change.apply(each.labels());
            series.add(changed == each.labels() ? each : new OutputSeries(changed, each.dropName() && !setsName));
        }
        return series;
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        input.read(series, into, worker);
    }

    @Override
    public boolean isCostlyToRead() {
        return input.isCostlyToRead();
    }
}
