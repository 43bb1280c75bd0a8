package dev.tributary.promql.exec.binary;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.StaleMarker;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.exec.OutputSeries;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.ScalarOperator;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.Worker;
import dev.tributary.promql.function.StepColumn;

/** An operator between a vector and a scalar, on either side. A comparison keeps the element of the vector. */
public final class VectorScalar extends VectorOperator {
    private final QueryRun run;
    private final VectorOperator vector;
    private final ScalarOperator scalar;
    private final Spec spec;
    private double[] scalars = {};

    /** The operator, whether the scalar stands left, and whether a comparison gives 0 or 1. */
    public record Spec(BinaryOperator operator, boolean scalarLeft, boolean returnBool, Notes notes) {
    }

    public VectorScalar(QueryRun run, VectorOperator vector, ScalarOperator scalar, Spec spec) {
        this.run = run;
        this.vector = vector;
        this.scalar = scalar;
        this.spec = spec;
    }

    @Override
    protected List<OutputSeries> prepare() {
        scalars = scalar.values();
        if (!spec.operator.changesMetric() && !spec.returnBool) {
            return vector.series();
        }
        List<OutputSeries> series = new ArrayList<>(vector.series().size());
        for (OutputSeries each : vector.series()) {
            series.add(run.names().drop(each));
        }
        return series;
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        vector.read(series, into, worker);
        if (into.hasHistograms() || !spec.operator.changesMetric()) {
            joinEach(into, worker);
        } else {
            arithmetic(into.values());
        }
    }

    private void arithmetic(double[] values) {
        for (int step = 0; step < scalars.length; step++) {
            if (!StaleMarker.is(values[step])) {
                values[step] = spec.scalarLeft
                        ? FloatOperators.apply(spec.operator, scalars[step], values[step])
                        : FloatOperators.apply(spec.operator, values[step], scalars[step]);
            }
        }
    }

    private void joinEach(StepColumn into, Worker worker) {
        Elements elements = worker.scratch(this, () -> new Elements(spec.operator, spec.notes));
        for (int step = 0; step < scalars.length; step++) {
            if (into.isPresent(step)) {
                join(into, step, elements);
            }
        }
    }

    private void join(StepColumn into, int step, Elements elements) {
        double value = into.value(step);
        NativeHistogram histogram = into.histogram(step);
        Elements.Outcome outcome = spec.scalarLeft
                ? elements.join(scalars[step], null, value, histogram)
                : elements.join(value, histogram, scalars[step], null);
        if (outcome == Elements.Outcome.REFUSED) {
            into.remove(step);
        } else if (spec.returnBool) {
            into.remove(step);
            into.set(step, outcome == Elements.Outcome.KEPT ? 1 : 0);
        } else if (outcome == Elements.Outcome.FILTERED) {
            into.remove(step);
        } else if (!spec.operator.isComparison()) {
            NativeHistogram result = elements.histogram();
            if (result == null) {
                into.set(step, elements.value());
            } else {
                into.set(step, result);
            }
        }
    }

    @Override
    public boolean isCostlyToRead() {
        return vector.isCostlyToRead();
    }
}
