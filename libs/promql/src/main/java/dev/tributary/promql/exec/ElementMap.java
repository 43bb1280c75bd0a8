package dev.tributary.promql.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

import dev.tributary.model.NativeHistogram;
import dev.tributary.model.StaleMarker;
import dev.tributary.promql.function.StepColumn;

/** A function of each element alone. Elements of a kind it does not take are left out, the name of the metric goes. */
public abstract class ElementMap extends VectorOperator {
    private final QueryRun run;
    private final VectorOperator input;

    ElementMap(QueryRun run, VectorOperator input) {
        this.run = run;
        this.input = input;
    }

    /** A function of floats. */
    public static VectorOperator ofFloats(QueryRun run, VectorOperator input, DoubleUnaryOperator function) {
        return new ElementMap(run, input) {
            @Override
            void apply(StepColumn column) {
                FloatSteps.apply(column, (value, _) -> function.applyAsDouble(value));
            }
        };
    }

    /** A function of floats that depends on the step. */
    public static VectorOperator ofFloats(QueryRun run, VectorOperator input, FloatSteps.Function function) {
        return new ElementMap(run, input) {
            @Override
            void apply(StepColumn column) {
                FloatSteps.apply(column, function);
            }
        };
    }

    /** A function of histograms. */
    public static VectorOperator ofHistograms(QueryRun run, VectorOperator input,
            ToDoubleFunction<NativeHistogram> function) {
        return new ElementMap(run, input) {
            @Override
            void apply(StepColumn column) {
                for (int step = 0; step < column.steps(); step++) {
                    NativeHistogram histogram = column.histogram(step);
                    column.remove(step);
                    if (histogram != null) {
                        column.set(step, function.applyAsDouble(histogram));
                    }
                }
            }
        };
    }

    @Override
    protected List<OutputSeries> prepare() {
        List<OutputSeries> series = new ArrayList<>(input.series().size());
        for (OutputSeries each : input.series()) {
            series.add(run.names().drop(each));
        }
        return series;
    }

    /** Replaces the elements of a column. */
    abstract void apply(StepColumn column);

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        input.read(series, into, worker);
        apply(into);
    }

    @Override
    public boolean isCostlyToRead() {
        return input.isCostlyToRead();
    }

    /** Applies functions to the floats of a column. */
    public static final class FloatSteps {
        private FloatSteps() {
        }

        /** A function of a float and its step. Yields {@link StepColumn#ABSENT} to leave the element out. */
        public interface Function {
            double apply(double value, int step);
        }

        static void apply(StepColumn column, Function function) {
            double[] values = column.values();
            for (int step = 0; step < column.steps(); step++) {
                if (column.histogram(step) != null) {
                    column.remove(step);
                } else if (!StaleMarker.is(values[step])) {
                    values[step] = function.apply(values[step], step);
                }
            }
        }
    }
}
