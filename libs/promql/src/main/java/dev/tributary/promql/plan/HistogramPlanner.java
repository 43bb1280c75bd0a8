package dev.tributary.promql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.NumberText;
import dev.tributary.promql.exec.ScalarOperator;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.histogram.BucketFold;
import dev.tributary.promql.exec.histogram.BucketFold.Column;
import dev.tributary.promql.exec.histogram.BucketMeasure;

/** Plans the functions that look into buckets. */
final class HistogramPlanner {
    private final Planner planner;

    HistogramPlanner(Planner planner) {
        this.planner = planner;
    }

    VectorOperator plan(Expr.Call call, Scope scope) {
        return switch (call.function().name()) {
            case "histogram_quantile" -> quantile(call, scope);
            case "histogram_quantiles" -> quantiles(call, scope);
            case "histogram_fraction" -> fraction(call, scope);
            default -> throw new IllegalStateException("no bucket function: " + call.function().name());
        };
    }

    private VectorOperator quantile(Expr.Call call, Scope scope) {
        ScalarOperator quantile = planner.scalar(call.arguments().get(0), scope);
        VectorOperator input = planner.vector(call.arguments().get(1), scope.withBuckets());
        Notes quantileNotes = notes(call, 0);
        Notes notes = notes(call, 1);
        Supplier<List<Column>> columns = () -> {
            double[] values = quantile.values();
            warnOfInvalid(values, quantileNotes);
            return List.of(new Column(BucketMeasure.quantile(values, notes), null, ""));
        };
        return new BucketFold(planner.run(), input, scope.grid(), notes, columns);
    }

    private VectorOperator quantiles(Expr.Call call, Scope scope) {
        VectorOperator input = planner.vector(call.arguments().getFirst(), scope.withBuckets());
        String label = LabelPlanner.string(call, 1);
        List<ScalarOperator> quantiles = new ArrayList<>();
        List<Notes> quantileNotes = new ArrayList<>();
        for (int i = 2; i < call.arguments().size(); i++) {
            quantiles.add(planner.scalar(call.arguments().get(i), scope));
            quantileNotes.add(notes(call, i));
        }
        Notes notes = notes(call, 0);
        Supplier<List<Column>> columns = () -> {
            List<Column> all = new ArrayList<>();
            for (int i = 0; i < quantiles.size(); i++) {
                double[] values = quantiles.get(i).values();
                warnOfInvalid(values, quantileNotes.get(i));
                addByValue(values, label, notes, all);
            }
            return all;
        };
        return new BucketFold(planner.run(), input, scope.grid(), notes, columns);
    }

    /** One column for each value that a quantile takes on over the steps: the label tells the value. */
    private static void addByValue(double[] values, String label, Notes notes, List<Column> all) {
        List<String> seen = new ArrayList<>();
        for (double value : values) {
            String text = labelValue(value);
            if (!seen.contains(text)) {
                seen.add(text);
                all.add(new Column(BucketMeasure.quantileWhere(values, value, notes), label, text));
            }
        }
    }

    private VectorOperator fraction(Expr.Call call, Scope scope) {
        ScalarOperator lower = planner.scalar(call.arguments().get(0), scope);
        ScalarOperator upper = planner.scalar(call.arguments().get(1), scope);
        VectorOperator input = planner.vector(call.arguments().get(2), scope.withBuckets());
        Notes notes = notes(call, 2);
        return new BucketFold(planner.run(), input, scope.grid(), notes,
                () -> List.of(new Column(BucketMeasure.fraction(lower.values(), upper.values(), notes), null, "")));
    }

    private Notes notes(Expr.Call call, int argument) {
        return planner.notes(Parens.strip(call.arguments().get(argument)).span());
    }

    private static void warnOfInvalid(double[] quantiles, Notes notes) {
        for (double quantile : quantiles) {
            if (!(quantile >= 0 && quantile <= 1)) {
                notes.invalidQuantile(quantile);
            }
        }
    }

    /** A number as OpenMetrics writes it in labels: always with a point or an exponent. */
    private static String labelValue(double value) {
        String text = NumberText.general(value);
        boolean whole = Double.isFinite(value) && text.indexOf('.') < 0 && text.indexOf('e') < 0;
        return whole ? text + ".0" : text;
    }
}
