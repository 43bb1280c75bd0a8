package dev.tributary.promql;

import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

import dev.tributary.model.port.MetricReader;
import dev.tributary.promql.QueryException.Category;
import dev.tributary.promql.annotation.Annotations;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.ValueType;
import dev.tributary.promql.check.Checker;
import dev.tributary.promql.exec.Budget;
import dev.tributary.promql.exec.NameRules;
import dev.tributary.promql.exec.QueryRun;
import dev.tributary.promql.exec.StepUsage;
import dev.tributary.promql.exec.Usage;
import dev.tributary.promql.failure.QueryFailure;
import dev.tributary.promql.function.Grid;
import dev.tributary.promql.parse.ParseException;
import dev.tributary.promql.parse.ParseOptions;
import dev.tributary.promql.parse.Parser;
import dev.tributary.promql.plan.PlanSettings;
import dev.tributary.promql.plan.Planner;
import dev.tributary.promql.plan.StepIndependence;

/**
 * Answers PromQL as Prometheus 3.14 does. Stateless between queries and safe for several threads; each call runs on the
 * caller's thread (and, with {@link EngineOptions#parallelism}, on helpers that end with it) and blocks until the answer is
 * complete, the budget is spent or the query is cancelled.
 */
public final class PromqlEngine {
    /** Times beyond 70 million years leave no room for ranges and offsets in 64 bits. */
    private static final long TIME_MAX_MILLIS = Long.MAX_VALUE / 4;

    private final EngineOptions options;
    private final ParseOptions parseOptions;
    private final LongSupplier nanoClock;
    private final boolean optimise;

    public PromqlEngine(EngineOptions options) {
        this(options, System::nanoTime, true);
    }

    /** With another clock, and optionally without the planner's optimisations, which must not change any answer. */
    PromqlEngine(EngineOptions options, LongSupplier nanoClock, boolean optimise) {
        this.options = options;
        this.parseOptions = parseOptions(options.features());
        this.nanoClock = nanoClock;
        this.optimise = optimise;
    }

    private static ParseOptions parseOptions(Set<String> features) {
        return new ParseOptions(features.contains(Features.EXPERIMENTAL_FUNCTIONS),
                features.contains(Features.EXTENDED_RANGE_SELECTORS), features.contains(Features.FILL_MODIFIERS));
    }

    /**
     * The value of an expression at one instant.
     *
     * @throws QueryException for every failure: bad text, limits, timeout, cancellation, execution
     */
    public QueryResult instant(MetricReader reader, String expression, long timeMillis, QueryOptions query) {
        requirePossible(timeMillis);
        return run(reader, expression, query, Grid.instant(timeMillis), timeMillis, 0);
    }

    /**
     * The values of an expression at start, start + step, ... up to and including end. Always a matrix.
     *
     * @throws QueryException for every failure
     */
    public QueryResult range(MetricReader reader, String expression, long startMillis, long endMillis, long stepMillis,
            QueryOptions query) {
        if (stepMillis <= 0) {
            throw new QueryException(Category.BAD_DATA,
                    "zero or negative query resolution step widths are not accepted. Try a positive integer");
        }
        if (endMillis < startMillis) {
            throw new QueryException(Category.BAD_DATA, "end timestamp must not be before start time");
        }
        requirePossible(startMillis);
        requirePossible(endMillis);
        long steps = (endMillis - startMillis) / stepMillis + 1;
        if (steps > options.samplesMax() || steps > Integer.MAX_VALUE / 2) {
            throw new QueryException(Category.EXECUTION, String.valueOf(Budget.tooMany().getMessage()));
        }
        return run(reader, expression, query, new Grid(startMillis, stepMillis, (int) steps), endMillis, stepMillis);
    }

    private static void requirePossible(long timeMillis) {
        if (timeMillis > TIME_MAX_MILLIS || timeMillis < -TIME_MAX_MILLIS) {
            throw new QueryException(Category.BAD_DATA, "timestamp out of bounds: " + timeMillis + " ms");
        }
    }

    private QueryResult run(MetricReader reader, String text, QueryOptions query, Grid grid, long endMillis,
            long stepMillis) {
        try {
            long started = nanoClock.getAsLong();
            Expr expr = new Checker(text).check(Parser.expression(text, parseOptions));
            if (stepMillis > 0 && expr.type() != ValueType.SCALAR && expr.type() != ValueType.VECTOR) {
                throw new QueryException(Category.BAD_DATA, "invalid expression type \"" + expr.type().documented()
                        + "\" for range query, must be Scalar or instant Vector");
            }
            QueryRun run = newRun(reader, query, grid, started);
            PlanSettings settings = new PlanSettings(text, grid, endMillis, stepMillis,
                    options.defaultSubqueryStep().toMillis(), optimise);
            try (Planner planner = new Planner(run, settings)) {
                return new Evaluation(planner, run, settings, nanoClock, started).evaluate(planner.fold(expr),
                        StepIndependence.holds(expr));
            }
        } catch (ParseException e) {
            throw new QueryException(Category.BAD_DATA, String.valueOf(e.getMessage()));
        } catch (QueryFailure e) {
            throw new QueryException(category(e.kind()), String.valueOf(e.getMessage()));
        }
    }

    private static Category category(QueryFailure.Kind kind) {
        return switch (kind) {
            case BAD_QUERY -> Category.BAD_DATA;
            case EXECUTION -> Category.EXECUTION;
            case CANCELED -> Category.CANCELED;
            case TIMEOUT -> Category.TIMEOUT;
        };
    }

    private QueryRun newRun(MetricReader reader, QueryOptions query, Grid grid, long started) {
        Duration lookback = query.lookback() == null ? options.lookback() : query.lookback();
        Duration asked = query.timeout();
        Duration timeout = asked == null || asked.compareTo(options.timeout()) > 0 ? options.timeout() : asked;
        Budget budget = new Budget(options.samplesMax(), options.bytesMax(), started + timeout.toNanos(), nanoClock,
                query.cancelled());
        Set<String> features = options.features();
        boolean perStep = query.stepStats() && features.contains(Features.PER_STEP_STATS);
        return new QueryRun(reader, lookback.toMillis(),
                new NameRules(features.contains(Features.DELAYED_NAME_REMOVAL)),
                features.contains(Features.START_TIMESTAMPS), features.contains(Features.TYPE_AND_UNIT_LABELS),
                options.seriesMax(), options.parallelism(), budget, new Usage(perStep ? new StepUsage(grid) : null),
                new Annotations());
    }
}
