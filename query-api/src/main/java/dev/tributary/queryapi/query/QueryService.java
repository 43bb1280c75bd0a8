package dev.tributary.queryapi.query;

import java.time.Duration;
import java.util.function.LongFunction;

import dev.tributary.model.port.MetricReader;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.promql.QueryException;
import dev.tributary.promql.QueryOptions;
import dev.tributary.promql.QueryResult;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ErrorType;
import dev.tributary.queryapi.reuse.AnswerReuse;
import dev.tributary.queryapi.reuse.Asked;

/** Runs PromQL queries when their turn has come. */
public final class QueryService {
    private final PromqlEngine engine;
    private final QueryLimits limits;
    private final QueryTurns turns;
    private final AnswerReuse reuse;

    public QueryService(PromqlEngine engine, QueryLimits limits, QueryTurns turns, AnswerReuse reuse) {
        this.engine = engine;
        this.limits = limits;
        this.turns = turns;
        this.reuse = reuse;
    }

    /** The limits in force. */
    public QueryLimits limits() {
        return limits;
    }

    /**
     * Answers a question over what the asker may see of a reader.
     *
     * @throws ApiException for every failure of the query, waiting too long among them, and when too many wait already
     */
    public QueryAnswer answer(Question question, MetricReader whole, Asker asker) {
        QueryTicket ticket = new QueryTicket(question.expression(), question.route(), question.times(), "samples",
                question.timeout());
        QueryTurns.Answer<QueryResult> answer = turns.take(ticket, limits.timeout(), asker.cancellation(), timeLeft -> {
            QueryResult result = answer(question, whole, asker, System.nanoTime() + timeLeft.toNanos());
            turns.metrics().samplesRead(result.stats().samplesRead());
            return new QueryTurns.Read<>(result, result.stats().samplesRead());
        });
        return new QueryAnswer(answer.value(), answer.queued(), answer.total());
    }

    private QueryResult answer(Question question, MetricReader whole, Asker asker, long deadlineNanos) {
        MetricReader reader = asker.access().narrow(whole);
        LongFunction<QueryResult> from = startMillis -> run(question, startMillis, reader,
                new QueryOptions(question.lookback(), Duration.ofNanos(deadlineNanos - System.nanoTime()),
                        asker.cancellation(), question.stepStats()));
        Asked asked = switch (question) {
            case Question.Instantly now -> new Asked(now.expression(), now.timeMillis(), now.timeMillis(), 0,
                    now.lookback(), asker.access());
            case Question.Range range -> new Asked(range.expression(), range.startMillis(), range.endMillis(),
                    range.stepMillis(), range.lookback(), asker.access());
        };
        return asker.wantsFresh() ? from.apply(asked.startMillis()) : reuse.answer(asked, reader.changes(), from);
    }

    private QueryResult run(Question question, long startMillis, MetricReader reader, QueryOptions options) {
        try {
            return switch (question) {
                case Question.Instantly now -> engine.instant(reader, now.expression(), startMillis, options);
                case Question.Range range -> engine.range(reader, range.expression(), startMillis, range.endMillis(),
                        range.stepMillis(), options);
            };
        } catch (QueryException e) {
            String reason = String.valueOf(e.getMessage());
            throw e.category() == QueryException.Category.BAD_DATA
                    ? ApiException.badParameter("query", reason)
                    : new ApiException(ErrorType.of(e.category()), reason);
        }
    }
}
