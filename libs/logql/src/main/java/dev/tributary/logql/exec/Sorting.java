package dev.tributary.logql.exec;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import dev.tributary.logql.window.StepValues;

/** {@code sort} and {@code sort_desc}: order series by their value at an instant; over a range they change nothing. */
final class Sorting {
    private Sorting() {
    }

    static Vectors apply(Vectors input, boolean descending) {
        if (input.steps() > 1) {
            return input;
        }
        Comparator<Integer> byValue = Comparator.comparingDouble(series -> value(input.values(series)));
        Comparator<Integer> notANumberLast = Comparator.comparing(series -> Double.isNaN(value(input.values(series))));
        List<Integer> order = IntStream.range(0, input.size()).boxed()
                .sorted(notANumberLast.thenComparing(descending ? byValue.reversed() : byValue)
                        .thenComparing(input::labels))
                .toList();
        Vectors result = new Vectors(1);
        order.forEach(series -> result.add(input.labels(series), input.values(series)));
        return result;
    }

    private static double value(StepValues values) {
        return values.has(0) ? values.get(0) : Double.NaN;
    }
}
