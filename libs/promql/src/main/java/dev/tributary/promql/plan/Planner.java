package dev.tributary.promql.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.tributary.model.Matcher;
import dev.tributary.promql.annotation.Notes;
import dev.tributary.promql.annotation.Place;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.Span;
import dev.tributary.promql.ast.ValueType;
import dev.tributary.promql.exec.Budget;
import dev.tributary.promql.exec.MergeSeries;
import dev.tributary.promql.exec.Negate;
import dev.tributary.promql.exec.NoSeries;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.Repeat;
import dev.tributary.promql.exec.ScalarOperator;
import dev.tributary.promql.exec.Scalars;
import dev.tributary.promql.exec.Selection;
import dev.tributary.promql.exec.VectorOperator;
import dev.tributary.promql.function.Grid;

/** Turns a checked expression into operators. Holds every branch on its own level; the operators hold none. */
public final class Planner implements AutoCloseable {
    private final QueryRun run;
    private final PlanSettings settings;
    private final Durations durations;
    private final SelectorPlanner selectors;
    private final CallPlanner calls;
    private final AggregatePlanner aggregates;
    private final BinaryPlanner binaries;
    private final Map<List<Matcher>, Selection> selections = new HashMap<>();
    private final Parts parts;
    private long columnSteps;
    private int rank;

    public Planner(QueryRun run, PlanSettings settings) {
        this.run = run;
        this.settings = settings;
        this.parts = new Parts(run, settings.optimise());
        long start = settings.grid().startMillis();
        this.durations = new Durations(settings.text(), settings.stepMillis(), settings.endMillis() - start);
        this.selectors = new SelectorPlanner(this);
        this.calls = new CallPlanner(this);
        this.aggregates = new AggregatePlanner(this);
        this.binaries = new BinaryPlanner(this);
    }

    /** The expression with everything replaced that is known before the query runs. Plan the result only. */
    public Expr fold(Expr expr) {
        return new ContextFold(settings.grid().startMillis(), settings.endMillis(), settings.stepMillis()).fold(expr);
    }

    /** An operator for an expression of type instant vector. */
    public VectorOperator vector(Expr expr) {
        return vector(expr, Scope.of(settings.grid()));
    }

    /** An operator for an expression of type scalar. */
    public ScalarOperator scalar(Expr expr) {
        return scalar(expr, Scope.of(settings.grid()));
    }

    /** The samples of a top-level range selector or the points of a top-level subquery, for an instant query. */
    public MatrixPlan matrix(Expr expr) {
        return selectors.matrix(Parens.strip(expr), Scope.of(settings.grid()));
    }

    VectorOperator vector(Expr expr, Scope scope) {
        Expr stripped = Parens.strip(expr);
        if (standsStill(stripped, scope)) {
            Scope once = scope.at(Grid.instant(scope.grid().startMillis()));
            return new Repeat(vector(stripped, once), scope.grid().steps());
        }
        if (stripped instanceof Expr.Binary binary) {
            return binaries.vector(binary, scope);
        }
        int number = parts.number(stripped);
        VectorOperator known = parts.join(number, scope);
        return known == null ? parts.add(number, scope, () -> charged(scope, () -> build(stripped, scope))) : known;
    }

    /** True for what need not be computed at more than one step of several. */
    boolean standsStill(Expr expr, Scope scope) {
        return settings.optimise() && !scope.grid().isInstant() && Invariance.isInvariant(expr);
    }

    /**
     * Accounts for the column that each part of a query works in: 8 bytes a step, half of a sample. Parts of subqueries may
     * have many more steps than the query.
     */
    private void charge(Grid grid) {
        columnSteps += grid.steps();
        if (columnSteps / 2 > run.budget().samplesMax()) {
            throw Budget.tooMany();
        }
    }

    /** What a part is planned as, accounted for; nothing where it has no step. */
    VectorOperator charged(Scope scope, Supplier<VectorOperator> plan) {
        charge(scope.grid());
        return scope.grid().steps() == 0 ? new NoSeries() : plan.get();
    }

    private VectorOperator build(Expr expr, Scope scope) {
        return switch (expr) {
            case Expr.VectorSelector selector -> selectors.instant(selector, scope);
            case Expr.Call call -> calls.vector(call, scope);
            case Expr.Aggregate aggregate -> aggregates.plan(aggregate, scope);
            case Expr.Unary unary -> unary(unary, scope);
            case Expr.Paren paren -> vector(paren.inner(), scope);
            case Expr.Binary _,Expr.NumberLiteral _,Expr.StringLiteral _,Expr.MatrixSelector _,Expr.Subquery _ ->
                throw new IllegalStateException(
                        "planned elsewhere, or the checker let through what is no vector: " + expr);
        };
    }

    private VectorOperator unary(Expr.Unary unary, Scope scope) {
        VectorOperator input = vector(unary.inner(), scope);
        return unary.negative() ? merged(new Negate(run, input), scope) : input;
    }

    ScalarOperator scalar(Expr expr, Scope scope) {
        Grid grid = scope.grid();
        charge(grid);
        if (standsStill(expr, scope)) {
            return Scalars.repeat(scalar(expr, scope.at(Grid.instant(grid.startMillis()))), grid);
        }
        return switch (expr) {
            case Expr.NumberLiteral literal -> Scalars.constant(literal.value(), grid);
            case Expr.Paren paren -> scalar(paren.inner(), scope);
            case Expr.Unary unary -> {
                ScalarOperator input = scalar(unary.inner(), scope);
                yield unary.negative() ? Scalars.map(input, value -> -value) : input;
            }
            case Expr.Binary binary -> binaries.scalar(binary, scope);
            case Expr.Call call -> calls.scalar(call, scope);
            case Expr.StringLiteral _,Expr.Aggregate _,Expr.VectorSelector _,Expr.MatrixSelector _,Expr.Subquery _ ->
                throw new IllegalStateException("the checker let through what is no scalar: " + expr);
        };
    }

    /** Series that a function has brought to the same labels by dropping names at once; elsewhere nothing to do. */
    VectorOperator merged(VectorOperator input, Scope scope) {
        return run.names().delayed() ? input : new MergeSeries(input, scope.grid().steps(), false);
    }

    static boolean isScalar(Expr expr) {
        return expr.type() == ValueType.SCALAR;
    }

    /** Annotations of a node; ask after its operands are planned, so that it ranks behind them. */
    Notes notes(Span span) {
        return new Notes(run.annotations(), new Place(span, rank++));
    }

    /** The parts that are planned already. */
    Parts parts() {
        return parts;
    }

    /** The series of some matchers; all selectors with the same ones share it. */
    Selection selection(List<Matcher> matchers) {
        return selections.computeIfAbsent(matchers, each -> new Selection(run, each));
    }

    QueryRun run() {
        return run;
    }

    PlanSettings settings() {
        return settings;
    }

    Durations durations() {
        return durations;
    }

    SelectorPlanner selectors() {
        return selectors;
    }

    /** What the store had to say of the series that were read. */
    public List<String> warnings() {
        return selections.values().stream().flatMap(each -> each.warnings().stream()).distinct().sorted().toList();
    }

    @Override
    public void close() {
        selections.values().forEach(Selection::close);
    }
}
