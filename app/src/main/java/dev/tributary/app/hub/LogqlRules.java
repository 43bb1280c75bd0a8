package dev.tributary.app.hub;

import java.util.List;
import java.util.Optional;

import dev.tributary.alerts.role.LogRules;
import dev.tributary.alerts.rule.RuleQuery;
import dev.tributary.logql.EngineOptions;
import dev.tributary.logql.LogqlEngine;
import dev.tributary.logql.LogqlException;
import dev.tributary.logql.QueryOptions;
import dev.tributary.logql.value.LogqlValue;
import dev.tributary.model.ClusterId;
import dev.tributary.model.Labels;
import dev.tributary.model.Matcher;
import dev.tributary.model.port.LogQuery;
import dev.tributary.model.port.LogReader;
import dev.tributary.model.port.LogSelection;
import dev.tributary.model.port.StoredStream;
import dev.tributary.promql.QueryException;
import dev.tributary.promql.QueryValue;
import dev.tributary.queryapi.access.ReadAccess;

/** Evaluates groups of {@code type: loki} over the hub's logs. */
public final class LogqlRules implements LogRules {
    /** Checks expressions, with no logs to evaluate them over. */
    public static final LogRules CHECKS = new LogqlRules(new NoLogs(), EngineOptions.DEFAULT);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final LogReader reader;
    private final LogqlEngine engine;

    LogqlRules(LogReader reader, EngineOptions options) {
        this.reader = reader;
        this.engine = new LogqlEngine(options);
    }

    /** Evaluates over no logs at all: what is wrong then is wrong with the expression. */
    @Override
    public Optional<String> problem(String expression) {
        try {
            engine.instant(new NoLogs(), expression, 0, QueryOptions.DEFAULT);
            return Optional.empty();
        } catch (LogqlException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public RuleQuery over(Optional<ClusterId> cluster) {
        LogReader seen = cluster.map(one -> new ReadAccess(List.of(Matcher.equal(ClusterId.LABEL, one.value())))
                .narrow(reader)).orElse(reader);
        return (expression, timeMillis) -> query(seen, expression, timeMillis);
    }

    private List<QueryValue.VectorSample> query(LogReader seen, String expression, long timeMillis) {
        LogqlValue value;
        try {
            value = engine.instant(seen, expression, timeMillis * NANOS_PER_MILLI, QueryOptions.DEFAULT).value();
        } catch (LogqlException e) {
            throw new QueryException(category(e.category()), String.valueOf(e.getMessage()));
        }
        return switch (value) {
            case LogqlValue.Vector(var samples) -> samples.stream()
                    .map(one -> new QueryValue.VectorSample(one.labels(), one.timestampMillis(), one.value(), null))
                    .toList();
            case LogqlValue.Scalar(long time, double number) ->
                List.of(new QueryValue.VectorSample(Labels.EMPTY, time, number, null));
            case LogqlValue.Matrix _,LogqlValue.Streams _ ->
                throw new QueryException(QueryException.Category.EXECUTION, "rule result is not a vector or scalar");
        };
    }

    private static QueryException.Category category(LogqlException.Category category) {
        return switch (category) {
            case BAD_REQUEST -> QueryException.Category.BAD_DATA;
            case LIMIT, EXECUTION -> QueryException.Category.EXECUTION;
            case CANCELED -> QueryException.Category.CANCELED;
            case TIMEOUT -> QueryException.Category.TIMEOUT;
        };
    }

    private static final class NoLogs implements LogReader {
        @Override
        public LogSelection select(LogQuery query) {
            return new LogSelection() {
                @Override
                public List<StoredStream> streams() {
                    return List.of();
                }

                @Override
                public List<String> warnings() {
                    return List.of();
                }

                @Override
                public void close() {
                    // Holds nothing.
                }
            };
        }

        @Override
        public List<String> labelNames(LogQuery query) {
            return List.of();
        }

        @Override
        public List<String> labelValues(String name, LogQuery query) {
            return List.of();
        }
    }
}
