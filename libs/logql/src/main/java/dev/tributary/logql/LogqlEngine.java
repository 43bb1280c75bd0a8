package dev.tributary.logql;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.tributary.logql.LogqlException.Category;
import dev.tributary.logql.ast.Expr;
import dev.tributary.logql.ast.ExprLayout;
import dev.tributary.logql.ast.LogExpr;
import dev.tributary.logql.ast.MetricExpr;
import dev.tributary.logql.check.Checker;
import dev.tributary.logql.exec.Budget;
import dev.tributary.logql.exec.LogRead;
import dev.tributary.logql.exec.QueryRun;
import dev.tributary.logql.failure.QueryFailure;
import dev.tributary.logql.parse.ParseException;
import dev.tributary.logql.parse.Parser;
import dev.tributary.logql.value.LogqlValue;
import dev.tributary.logql.window.Grid;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.LogReader;

/**
 * Answers LogQL as Loki 3 does. Stateless between queries and safe for several threads; each call runs on the caller's
 * thread (and, with {@link EngineOptions#parallelism}, on helpers that end with it) and blocks until the answer is
 * complete, a limit is reached or the query is cancelled.
 */
public final class LogqlEngine {
    private final EngineOptions options;
    private final LongSupplier nanoClock;
    private final boolean optimise;

    public LogqlEngine(EngineOptions options) {
        this(options, System::nanoTime, true);
    }

    /** With another clock, and optionally without optimisations, which must not change any answer. */
    LogqlEngine(EngineOptions options, LongSupplier nanoClock, boolean optimise) {
        this.options = options;
        this.nanoClock = nanoClock;
        this.optimise = optimise;
    }

    /**
     * The value of a metric query at one instant: a vector or a scalar.
     *
     * @throws LogqlException for every failure; a log query is one
     */
    public LogqlResult instant(LogReader reader, String query, long timeNanos, QueryOptions asked) {
        return translated(() -> switch (parsed(query)) {
            case LogExpr _ -> throw new LogqlException(Category.BAD_REQUEST, "log queries are not supported as an "
                    + "instant query type, please change your query to a range query type");
            case MetricExpr metric -> run(reader, asked, run -> new MetricAnswer(run, Grid.instant(timeNanos))
                    .instant(metric));
        });
    }

    /**
     * The lines of a log query, or the values of a metric query at start, start + step, ... up to and including end: streams
     * or a matrix.
     *
     * @throws LogqlException for every failure
     */
    public LogqlResult range(LogReader reader, String query, RangeParameters range, QueryOptions asked) {
        return translated(() -> switch (parsed(query)) {
            case LogExpr log -> {
                if (range.limit() < 1) {
                    throw new LogqlException(Category.BAD_REQUEST, "limit must be a positive value");
                }
                LogRead.Want want = new LogRead.Want(range.startNanos(), range.endNanos(), range.direction(),
                        range.limit(), range.intervalNanos(), asked.categorizeLabels());
                yield run(reader, asked, run -> new LogqlValue.Streams(new LogRead(run, want).read(log)));
            }
            case MetricExpr metric -> {
                Grid grid = grid(range);
                yield run(reader, asked, run -> new MetricAnswer(run, grid).range(metric));
            }
        });
    }

    private Grid grid(RangeParameters range) {
        if (range.stepNanos() <= 0) {
            throw new LogqlException(Category.BAD_REQUEST,
                    "zero or negative query resolution step widths are not accepted. Try a positive integer");
        }
        if (range.endNanos() < range.startNanos()) {
            throw new LogqlException(Category.BAD_REQUEST, "end timestamp must not be before or equal to start time");
        }
        long steps = (range.endNanos() - range.startNanos()) / range.stepNanos() + 1;
        if (steps < 1 || steps > options.stepsMax()) {
            throw new LogqlException(Category.BAD_REQUEST, "exceeded maximum resolution of " + options.stepsMax()
                    + " points per time series. Try increasing the value of the step parameter");
        }
        return new Grid(range.startNanos(), range.stepNanos(), (int) steps);
    }

    /**
     * The query laid out over several lines, as Loki's formatter does.
     *
     * @throws LogqlException when it is no query
     */
    public static String format(String query) {
        return translated(() -> ExprLayout.format(Parser.expression(query)));
    }

    /**
     * The matchers of a stream selector; none for an empty text or {@code {}}.
     *
     * @throws LogqlException when it is no selector
     */
    public static List<Matcher> selector(String selector) {
        return translated(() -> selector.isBlank() ? List.of() : Parser.selector(selector));
    }

    /**
     * The matchers of a stream selector that selects something.
     *
     * @throws LogqlException when it is no selector, or one that every stream could satisfy
     */
    public static List<Matcher> narrowSelector(String selector) {
        return translated(() -> {
            if (selector.isBlank()) {
                throw ParseException.of("syntax error: unexpected $end");
            }
            List<Matcher> matchers = Parser.selector(selector);
            Checker.selects(matchers);
            return matchers;
        });
    }

    /**
     * The pipeline of a log query, to send live entries through.
     *
     * @throws LogqlException when it is no log query
     */
    public static LogPipeline pipeline(String query) {
        return translated(() -> {
            if (parsed(query) instanceof LogExpr log) {
                return new LogPipeline(log);
            }
            throw new LogqlException(Category.BAD_REQUEST, "only log selector is supported");
        });
    }

    private static Expr parsed(String query) {
        return Checker.check(Parser.expression(query));
    }

    /** Computes the value of a query that has been planned. */
    private interface Work {
        LogqlValue value(QueryRun run);
    }

    private LogqlResult run(LogReader reader, QueryOptions asked, Work work) {
        long started = nanoClock.getAsLong();
        Duration shorter = asked.timeout();
        Duration timeout = shorter == null || shorter.compareTo(options.timeout()) > 0 ? options.timeout() : shorter;
        Budget.Limits limits = new Budget.Limits(options.bytesMax(), options.linesMax(), options.samplesMax(),
                options.seriesMax(), options.streamsMax());
        Budget budget = new Budget(limits, started + timeout.toNanos(), nanoClock, asked.cancelled());
        QueryRun run = new QueryRun(reader, budget, options.parallelism(), optimise);
        LogqlValue value = work.value(run);
        QueryStats stats = new QueryStats(budget.bytes(), budget.lines(), budget.linesKept(), budget.metadataBytes(),
                budget.streams(), MetricAnswer.entries(value), nanoClock.getAsLong() - started);
        return new LogqlResult(value, run.warnings(), stats);
    }

    private static <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (ParseException e) {
            throw new LogqlException(Category.BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (QueryFailure e) {
            throw new LogqlException(category(e.kind()), String.valueOf(e.getMessage()));
        }
    }

    private static Category category(QueryFailure.Kind kind) {
        return switch (kind) {
            case PARSE, PIPELINE -> Category.BAD_REQUEST;
            case LIMIT -> Category.LIMIT;
            case EXECUTION -> Category.EXECUTION;
            case CANCELED -> Category.CANCELED;
            case TIMEOUT -> Category.TIMEOUT;
        };
    }
}
