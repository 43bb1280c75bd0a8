package dev.tributary.promql.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

import dev.tributary.model.Labels;
import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.model.NativeHistogram;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.Span;
import dev.tributary.promql.exec.Absent;
import dev.tributary.promql.exec.ElementMap;
import dev.tributary.promql.exec.FloatsOnlyFilter;
import dev.tributary.promql.exec.InstantSelect;
import dev.tributary.promql.exec.MergeSeries;
import dev.tributary.promql.exec.NoSeries;
import dev.tributary.promql.exec.RangeFold;
import dev.tributary.promql.exec.ScalarOperator;
import dev.tributary.promql.exec.ScalarVector;
import dev.tributary.promql.exec.Scalars;
import dev.tributary.promql.exec.SortVector;
import dev.tributary.promql.exec.TimestampOf;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.exec.info.InfoJoin;
import dev.tributary.promql.function.Bounds;
import dev.tributary.promql.function.ElementFunctions;
import dev.tributary.promql.function.RangeFunctions;

/** Plans function calls: finds the family of a function and the operator that runs it. */
final class CallPlanner {
    private final Planner planner;
    private final HistogramPlanner histograms;
    private final LabelPlanner labels;

    CallPlanner(Planner planner) {
        this.planner = planner;
        this.histograms = new HistogramPlanner(planner);
        this.labels = new LabelPlanner(planner);
    }

    ScalarOperator scalar(Expr.Call call, Scope scope) {
        List<Expr> arguments = call.arguments();
        return switch (call.function().name()) {
            case "pi" -> Scalars.constant(Math.PI, scope.grid());
            case "time" -> Scalars.time(scope.grid());
            case "scalar" -> Scalars.only(planner.run(), planner.vector(arguments.getFirst(), scope), scope.grid());
            case "max_of" -> Scalars.combine(planner.scalar(arguments.get(0), scope),
                    planner.scalar(arguments.get(1), scope), Bounds::larger);
            case "min_of" -> Scalars.combine(planner.scalar(arguments.get(0), scope),
                    planner.scalar(arguments.get(1), scope), Bounds::smaller);
            default -> throw unknown(call);
        };
    }

    VectorOperator vector(Expr.Call call, Scope scope) {
        String name = call.function().name();
        RangeFunctions range = RangeFunctions.find(name);
        if (range != null) {
            return overTime(call, range, scope);
        }
        DoubleUnaryOperator ofFloat = ElementFunctions.ofFloat(name);
        if (ofFloat != null) {
            return planner.merged(ElementMap.ofFloats(planner.run(), argument(call, 0, scope), ofFloat), scope);
        }
        DoubleUnaryOperator calendar = ElementFunctions.calendar(name);
        if (calendar != null) {
            return calendar(call, calendar, scope);
        }
        ToDoubleFunction<NativeHistogram> ofHistogram = ElementFunctions.ofHistogram(name);
        if (ofHistogram != null) {
            boolean totals = name.equals("histogram_count") || name.equals("histogram_sum")
                    || name.equals("histogram_avg");
            VectorOperator input = argument(call, 0, totals ? scope.withTotalsOnly() : scope);
            return planner.merged(ElementMap.ofHistograms(planner.run(), input, ofHistogram), scope);
        }
        return special(call, scope);
    }

    private VectorOperator special(Expr.Call call, Scope scope) {
        return switch (call.function().name()) {
            case "vector" -> new ScalarVector(planner.scalar(call.arguments().getFirst(), scope));
            case "absent" -> new Absent(planner.run(), argument(call, 0, scope),
                    absentLabels(Parens.strip(call.arguments().getFirst())), scope.grid().steps(), false);
            case "timestamp" -> timestamp(call, scope);
            case "start_timestamp" -> startTimestamp(call, scope);
            case "clamp", "clamp_min", "clamp_max", "round" -> planner.merged(withScalars(call, scope), scope);
            case "sort", "sort_desc", "sort_by_label", "sort_by_label_desc" -> sort(call, scope);
            case "label_replace", "label_join" ->
                new MergeSeries(labels.plan(call, scope), scope.grid().steps(), false);
            case "info" -> info(call, scope);
            case "histogram_quantile", "histogram_quantiles", "histogram_fraction" ->
                new MergeSeries(histograms.plan(call, scope), scope.grid().steps(), false);
            default -> throw unknown(call);
        };
    }

    private static IllegalStateException unknown(Expr.Call call) {
        return new IllegalStateException("no plan for function " + call.function().name());
    }

    private VectorOperator argument(Expr.Call call, int index, Scope scope) {
        return planner.vector(call.arguments().get(index), scope);
    }

    private VectorOperator overTime(Expr.Call call, RangeFunctions function, Scope scope) {
        SelectorPlanner.Windows windows = null;
        List<ScalarOperator> parameters = new ArrayList<>();
        Expr first = Parens.strip(call.arguments().getFirst());
        Labels absent = Labels.EMPTY;
        for (Expr argument : call.arguments()) {
            Expr stripped = Parens.strip(argument);
            if (Planner.isScalar(stripped)) {
                parameters.add(planner.scalar(stripped, scope));
            } else {
                windows = planner.selectors().windows(stripped, scope);
                absent = absentLabels(stripped);
            }
        }
        if (windows == null) {
            throw new IllegalStateException("the checker let through a call without range vector: " + call);
        }
        function.checkExtension(windows.extension());
        // A subquery has lost its place when its points reach the function.
        Span span = first instanceof Expr.Subquery ? new Span(0, 0) : first.span();
        VectorOperator fold = new RangeFold(planner.run(), windows.source(), scope.grid(), windows.time(),
                new RangeFold.Spec(function, planner.notes(span), windows.rangeMillis(), windows.extension(),
                        parameters));
        if (function.name().equals("absent_over_time")) {
            return new Absent(planner.run(), fold, absent, scope.grid().steps(), true);
        }
        return planner.run().names().delayed() ? fold : new MergeSeries(fold, scope.grid().steps(), true);
    }

    private VectorOperator calendar(Expr.Call call, DoubleUnaryOperator field, Scope scope) {
        if (call.arguments().isEmpty()) {
            return new ScalarVector(Scalars.map(Scalars.time(scope.grid()), field));
        }
        return planner.merged(ElementMap.ofFloats(planner.run(), argument(call, 0, scope), field), scope);
    }

    private VectorOperator timestamp(Expr.Call call, Scope scope) {
        Expr argument = Parens.strip(call.arguments().getFirst());
        VectorOperator times = argument instanceof Expr.VectorSelector selector
                ? planner.selectors().times(selector, scope, InstantSelect.What.TIMESTAMP)
                : new TimestampOf(planner.run(), planner.vector(argument, scope), scope.grid());
        return planner.merged(times, scope);
    }

    private VectorOperator startTimestamp(Expr.Call call, Scope scope) {
        boolean known = planner.run().startTimes()
                && Parens.strip(call.arguments().getFirst()) instanceof Expr.VectorSelector;
        if (!known) {
            return new NoSeries();
        }
        Expr.VectorSelector selector = (Expr.VectorSelector) Parens.strip(call.arguments().getFirst());
        return planner.merged(planner.selectors().times(selector, scope, InstantSelect.What.START_TIMESTAMP), scope);
    }

    private VectorOperator withScalars(Expr.Call call, Scope scope) {
        VectorOperator input = argument(call, 0, scope);
        String name = call.function().name();
        if (name.equals("round")) {
            ScalarOperator nearest = call.arguments().size() > 1
                    ? planner.scalar(call.arguments().get(1), scope)
                    : Scalars.constant(1, scope.grid());
            return ElementMap.ofFloats(planner.run(), input, StepFunctions.round(nearest));
        }
        ScalarOperator min = name.equals("clamp_max")
                ? Scalars.constant(Double.NEGATIVE_INFINITY, scope.grid())
                : planner.scalar(call.arguments().get(1), scope);
        ScalarOperator max = name.equals("clamp_min")
                ? Scalars.constant(Double.POSITIVE_INFINITY, scope.grid())
                : planner.scalar(call.arguments().getLast(), scope);
        return ElementMap.ofFloats(planner.run(), input, StepFunctions.clamp(min, max));
    }

    private VectorOperator sort(Expr.Call call, Scope scope) {
        VectorOperator input = argument(call, 0, scope);
        String name = call.function().name();
        boolean descending = name.endsWith("_desc");
        boolean byLabel = name.startsWith("sort_by_label");
        if (!scope.grid().isInstant()) {
            planner.notes(call.span()).sortInRangeQuery();
            return byLabel ? input : new FloatsOnlyFilter(input);
        }
        SortVector.Order order = byLabel
                ? new SortVector.Order.ByLabels(LabelPlanner.strings(call, 1), descending)
                : new SortVector.Order.ByValue(descending);
        return new SortVector(planner.run(), input, order);
    }

    private VectorOperator info(Expr.Call call, Scope scope) {
        Expr first = Parens.strip(call.arguments().getFirst());
        List<Matcher> selector = call.arguments().size() > 1
                && Parens.strip(call.arguments().get(1)) instanceof Expr.VectorSelector labelsOnly
                        ? labelsOnly.matchers()
                        : List.of();
        return new InfoJoin(planner.run(), planner.vector(first, scope), scope.grid(),
                planner.selectors().timeOfFirstSelector(first), selector);
    }

    /** The labels of the series that is missing: those that equality matchers demand, each asked for only once. */
    private static Labels absentLabels(Expr expr) {
        List<Matcher> matchers = switch (expr) {
            case Expr.VectorSelector selector -> selector.matchers();
            case Expr.MatrixSelector matrix -> matrix.selector().matchers();
            default -> List.of();
        };
        Labels.Builder builder = Labels.builder();
        List<String> seen = new ArrayList<>();
        for (Matcher matcher : matchers) {
            if (matcher.name().equals(Labels.NAME)) {
                continue;
            }
            if (matcher.type() == MatchType.EQUAL && !seen.contains(matcher.name())) {
                builder.set(matcher.name(), matcher.value());
                seen.add(matcher.name());
            } else {
                builder.remove(matcher.name());
            }
        }
        return builder.build();
    }
}
