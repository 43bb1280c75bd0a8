package dev.tributary.promql.exec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.tributary.promql.function.StepColumn;

/** {@code sort} and its kin for a single instant: the series in another order. */
public final class SortVector extends VectorOperator {
    private final QueryRun run;
    private final VectorOperator input;
    private final Order order;
    private List<Element> sorted = List.of();

    /** One element with its place in the input. */
    private record Element(int series, OutputSeries output, double value) {
    }

    /** By what elements are ordered. */
    public sealed interface Order {
        /** By value, NaN last; histograms are left out. */
        record ByValue(boolean descending) implements Order {
        }

        /** By the values of labels in natural order, then by all labels. */
        record ByLabels(List<String> names, boolean descending) implements Order {
        }
    }

    public SortVector(QueryRun run, VectorOperator input, Order order) {
        this.run = run;
        this.input = input;
        this.order = order;
    }

    @Override
    protected List<OutputSeries> prepare() {
        List<Element> elements = new ArrayList<>();
        ColumnScan.forEach(run, input, 1, (i, column) -> {
            boolean wanted = order instanceof Order.ByLabels || column.histogram(0) == null;
            if (column.isPresent(0) && wanted) {
                elements.add(new Element(i, input.series().get(i), column.value(0)));
            }
        });
        elements.sort(comparator());
        sorted = elements;
        return elements.stream().map(Element::output).toList();
    }

    private Comparator<Element> comparator() {
        return switch (order) {
            case Order.ByValue(boolean descending) -> (a, b) -> compareValues(a.value, b.value, descending);
            case Order.ByLabels(List<String> names, boolean descending) -> {
                Comparator<Element> rising = (a, b) -> compareLabels(a.output, b.output, names);
                yield descending ? rising.reversed() : rising;
            }
        };
    }

    private static int compareValues(double a, double b, boolean descending) {
        if (Double.isNaN(a) || Double.isNaN(b)) {
            return Boolean.compare(Double.isNaN(a), Double.isNaN(b));
        }
        // Plain comparison: the two zeros are equal.
        int rising = a < b ? -1 : a > b ? 1 : 0;
        return descending ? -rising : rising;
    }

    private static int compareLabels(OutputSeries a, OutputSeries b, List<String> names) {
        for (String name : names) {
            int natural = NaturalOrder.compare(a.labels().get(name), b.labels().get(name));
            if (natural != 0) {
                return natural;
            }
        }
        return a.labels().compareTo(b.labels());
    }

    @Override
    public void read(int series, StepColumn into, Worker worker) {
        input.read(sorted.get(series).series, into, worker);
    }

    @Override
    public boolean isCostlyToRead() {
        return input.isCostlyToRead();
    }
}
