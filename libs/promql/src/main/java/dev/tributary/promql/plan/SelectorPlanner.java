package dev.tributary.promql.plan;

import dev.tributary.promql.ast.AtModifier;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.RangeExtension;
import dev.tributary.promql.ast.TimeShift;
import dev.tributary.promql.exec.Budget;
import dev.tributary.promql.exec.InstantSelect;
import dev.tributary.promql.exec.RangeFold;
import dev.tributary.promql.exec.SampleSource;
import dev.tributary.promql.exec.Selection;
import dev.tributary.promql.exec.SmoothedSelect;
import dev.tributary.promql.exec.StoredSource;
import dev.tributary.promql.exec.SubquerySource;
import dev.tributary.promql.exec.TimeReference;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.function.Grid;
import org.jspecify.annotations.Nullable;

/** Plans selectors and subqueries: which series, which times. */
final class SelectorPlanner {
    /** Times are kept so far from the ends of 64 bits that no range or offset overflows. */
    private static final long TIME_MAX = Long.MAX_VALUE / 4;

    private final Planner planner;

    SelectorPlanner(Planner planner) {
        this.planner = planner;
    }

    /** A source of windows with their width and the instant they end at. */
    record Windows(SampleSource source, TimeReference time, long rangeMillis, RangeExtension extension) {
    }

    TimeReference time(TimeShift shift) {
        return new TimeReference(fixed(shift.at()), planner.durations().offset(shift.offset()));
    }

    private @Nullable Long fixed(@Nullable AtModifier at) {
        return switch (at) {
            case null -> null;
            case AtModifier.Start _ -> planner.settings().grid().startMillis();
            case AtModifier.End _ -> planner.settings().endMillis();
            case AtModifier.Fixed(long millis) -> Math.clamp(millis, -TIME_MAX, TIME_MAX);
        };
    }

    VectorOperator instant(Expr.VectorSelector selector, Scope scope) {
        TimeReference time = time(selector.shift());
        Selection selection = planner.selection(selector.matchers());
        StoredSource source = new StoredSource(selection, scope.withoutBuckets());
        long lookback = planner.run().lookback();
        if (selector.extension() == RangeExtension.SMOOTHED) {
            SmoothedSelect.widen(selection, scope.grid(), time, lookback);
            return new SmoothedSelect(planner.run(), source, scope.grid(), time, planner.notes(selector.span()));
        }
        InstantSelect.widen(selection, scope.grid(), time, lookback);
        return new InstantSelect(planner.run(), source, scope.grid(), time, InstantSelect.What.VALUE);
    }

    /** The times of samples instead of their values. */
    VectorOperator times(Expr.VectorSelector selector, Scope scope, InstantSelect.What what) {
        TimeReference time = time(selector.shift());
        Selection selection = planner.selection(selector.matchers());
        InstantSelect.widen(selection, scope.grid(), time, planner.run().lookback());
        return new InstantSelect(planner.run(), new StoredSource(selection, false), scope.grid(), time, what);
    }

    /** The windows of an expression of type range vector. */
    Windows windows(Expr expr, Scope scope) {
        return switch (expr) {
            case Expr.MatrixSelector matrix -> stored(matrix, scope);
            case Expr.Subquery subquery -> computed(subquery, scope);
            case Expr.Paren paren -> windows(paren.inner(), scope);
            case Expr.NumberLiteral _,Expr.StringLiteral _,Expr.Unary _,Expr.Binary _,Expr.Aggregate _,Expr.Call _,Expr.VectorSelector _ ->
                throw new IllegalStateException("the checker let through what is no range vector: " + expr);
        };
    }

    private Windows stored(Expr.MatrixSelector matrix, Scope scope) {
        Expr.VectorSelector selector = matrix.selector();
        TimeReference time = time(selector.shift());
        long range = planner.durations().positive(matrix.range());
        Selection selection = planner.selection(selector.matchers());
        RangeFold.widen(selection, scope.grid(), time, range, selector.extension(), planner.run().lookback());
        return new Windows(new StoredSource(selection, scope.withoutBuckets()), time, range, selector.extension());
    }

    private Windows computed(Expr.Subquery subquery, Scope scope) {
        TimeReference time = time(subquery.shift());
        long range = planner.durations().positive(subquery.range());
        Grid inner = innerGrid(subquery, scope.grid(), time, range);
        VectorOperator operator = planner.vector(subquery.inner(), scope.at(inner).withBuckets());
        return new Windows(new SubquerySource(operator, inner), time, range, RangeExtension.NONE);
    }

    /** The instants of a subquery: multiples of its step behind the start of the first window up to the last. */
    private Grid innerGrid(Expr.Subquery subquery, Grid outer, TimeReference time, long range) {
        long step = subquery.step() == null
                ? planner.settings().defaultSubqueryStepMillis()
                : planner.durations().positive(subquery.step());
        if (step == 0) {
            // A step below a millisecond cannot be told from none.
            step = planner.settings().defaultSubqueryStepMillis();
        }
        long after = time.at(outer.startMillis()) - range;
        long end = time.at(outer.endMillis());
        long start = step * (after / step);
        if (start <= after) {
            start += step;
        }
        long steps = end < start ? 0 : (end - start) / step + 1;
        if (steps > planner.run().budget().samplesMax() || steps > Integer.MAX_VALUE / 2) {
            throw Budget.tooMany();
        }
        return new Grid(start, step, (int) steps);
    }

    MatrixPlan matrix(Expr expr, Scope scope) {
        Windows windows = windows(expr, scope);
        long end = windows.time().at(scope.grid().startMillis());
        long start = end - windows.rangeMillis();
        long lookback = planner.run().lookback();
        long before = windows.extension() == RangeExtension.NONE ? 0 : lookback;
        long behind = windows.extension() == RangeExtension.SMOOTHED ? lookback : 0;
        return new MatrixPlan(windows.source(), start, end, start - before + 1, end + behind, windows.extension());
    }

    /** The time that governs info series: that of the first selector inside an expression with all its shifts. */
    TimeReference timeOfFirstSelector(Expr expr) {
        TimeReference found = firstSelector(expr);
        return found == null ? new TimeReference(null, 0) : found;
    }

    private @Nullable TimeReference firstSelector(Expr expr) {
        if (expr instanceof Expr.VectorSelector selector) {
            return time(selector.shift());
        }
        for (Expr child : expr instanceof Expr.Binary binary ? binary.operands() : expr.children()) {
            TimeReference inner = firstSelector(child);
            if (inner != null) {
                // The @ of the inner selector is final; without one the subquery around it shifts further.
                return expr instanceof Expr.Subquery subquery && inner.fixedMillis() == null
                        ? shifted(time(subquery.shift()), inner.offsetMillis())
                        : inner;
            }
        }
        return null;
    }

    private static TimeReference shifted(TimeReference outer, long offsetMillis) {
        return new TimeReference(outer.fixedMillis(), outer.offsetMillis() + offsetMillis);
    }
}
