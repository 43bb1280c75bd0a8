package dev.tributary.promql.exec.aggregate;

import java.util.List;

import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.exec.OutputSeries;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.Worker;
import dev.tributary.promql.function.StepColumn;

/**
 * {@code limit_ratio}: a share of the series, chosen by the hash of their labels and so always the same ones. A negative
 * ratio gives those that one plus the ratio leaves out.
 */
public final class LimitRatio extends VectorOperator {
    private final VectorOperator input;
    private final StepParameter parameter;
    private final Notes notes;

    public LimitRatio(VectorOperator input, StepParameter parameter, Notes notes) {
        this.input = input;
        this.parameter = parameter;
        this.notes = notes;
    }

    @Override
    protected List<OutputSeries> prepare() {
        List<OutputSeries> series = input.series();
        return parameter.checkRatio(notes) ? series : List.of();
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        input.read(series, into, worker);
        double offset = LabelHash.offset(input.series().get(series).labels());
        for (int step = 0; step < into.steps(); step++) {
            if (into.isPresent(step) && !isChosen(Math.clamp(parameter.at(step), -1.0, 1.0), offset)) {
                into.remove(step);
            }
        }
    }

    private static boolean isChosen(double ratio, double offset) {
        return ratio >= 0 ? offset < ratio : offset >= 1 + ratio;
    }

    @Override
    public boolean isCostlyToRead() {
        return input.isCostlyToRead();
    }
}
