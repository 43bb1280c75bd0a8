package dev.tributary.promql.exec;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

import dev.tributary.promql.function.Grid;
import org.jspecify.annotations.Nullable;

/** The scalar operators. */
public final class Scalars {
    private Scalars() {
    }

    /** Remembers the values of a scalar that is asked for more than once. */
    private abstract static class Computed implements ScalarOperator {
        private double @Nullable [] known;

        @Override
        public final double[] values() {
            double[] values = known;
            if (values == null) {
                values = compute();
                known = values;
            }
            return values;
        }

        abstract double[] compute();
    }

    /** A number. */
    public static ScalarOperator constant(double value, Grid grid) {
        return new Computed() {
            @Override
            double[] compute() {
                double[] values = new double[grid.steps()];
                Arrays.fill(values, value);
                return values;
            }
        };
    }

    /** The time of each step in seconds. */
    public static ScalarOperator time(Grid grid) {
        return new Computed() {
            @Override
            double[] compute() {
                double[] values = new double[grid.steps()];
                Arrays.setAll(values, step -> grid.timeMillis(step) / 1000.0);
                return values;
            }
        };
    }

    /** A function of one scalar. */
    public static ScalarOperator map(ScalarOperator input, DoubleUnaryOperator function) {
        return new Computed() {
            @Override
            double[] compute() {
                return Arrays.stream(input.values()).map(function).toArray();
            }
        };
    }

    /** A function that joins the value so far with that of another scalar. */
    public record Link(DoubleBinaryOperator function, ScalarOperator right) {
    }

    /** A function of two scalars. */
    public static ScalarOperator combine(ScalarOperator left, ScalarOperator right, DoubleBinaryOperator function) {
        return combine(left, List.of(new Link(function, right)));
    }

    /** Functions of two scalars one after the other, each on the result of the one before. */
    public static ScalarOperator combine(ScalarOperator first, List<Link> links) {
        return new Computed() {
            @Override
            double[] compute() {
                double[] values = first.values().clone();
                for (Link link : links) {
                    double[] others = link.right.values();
                    Arrays.setAll(values, step -> link.function.applyAsDouble(values[step], others[step]));
                }
                return values;
            }
        };
    }

    /** One value at all steps. */
    public static ScalarOperator repeat(ScalarOperator once, Grid grid) {
        return new Computed() {
            @Override
            double[] compute() {
                double[] values = new double[grid.steps()];
                Arrays.fill(values, once.values()[0]);
                return values;
            }
        };
    }

    /** {@code scalar}: the only float of a vector, NaN where there is none or more than one. */
    public static ScalarOperator only(QueryRun run, VectorOperator input, Grid grid) {
        return new Computed() {
            @Override
            double[] compute() {
                double[] values = new double[grid.steps()];
                int[] found = new int[grid.steps()];
                ColumnScan.forEach(run, input, grid.steps(), (_, column) -> {
                    for (int step = 0; step < values.length; step++) {
                        if (column.isPresent(step) && column.histogram(step) == null) {
                            values[step] = column.value(step);
                            found[step]++;
                        }
                    }
                });
                Arrays.setAll(values, step -> found[step] == 1 ? values[step] : Double.NaN);
                return values;
            }
        };
    }
}
