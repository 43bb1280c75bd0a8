package dev.tributary.queryapi.query;

import java.time.Duration;

import dev.tributary.model.port.MetricReader;
import dev.tributary.promql.PromqlEngine;
import dev.tributary.promql.QueryException;
import dev.tributary.promql.QueryOptions;
import dev.tributary.promql.QueryResult;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.Cancellation;
import dev.tributary.queryapi.endpoint.ErrorType;

/** Runs PromQL queries when their turn has come. */
public final class QueryService {
    private final PromqlEngine engine;
    private final QueryLimits limits;
    private final QueryTurns turns;

    public QueryService(PromqlEngine engine, QueryLimits limits, QueryTurns turns) {
        this.engine = engine;
        this.limits = limits;
        this.turns = turns;
    }

    /** The limits in force. */
    public QueryLimits limits() {
        return limits;
    }

    /**
     * Answers a question over what the reader shows.
     *
     * @throws ApiException for every failure of the query, waiting too long among them, and when too many wait already
     */
    public QueryAnswer answer(Question question, MetricReader reader, Cancellation cancellation) {
        QueryTicket ticket = new QueryTicket(question.expression(), question.route(), question.times(), "samples",
                question.timeout());
        QueryTurns.Answer<QueryResult> answer = turns.take(ticket, limits.timeout(), cancellation, timeLeft -> {
            QueryResult result = run(question, reader, cancellation, timeLeft);
            turns.metrics().samplesRead(result.stats().samplesRead());
            return new QueryTurns.Read<>(result, result.stats().samplesRead());
        });
        return new QueryAnswer(answer.value(), answer.queued(), answer.total());
    }

    private QueryResult run(Question question, MetricReader reader, Cancellation cancellation, Duration timeLeft) {
        QueryOptions options = new QueryOptions(question.lookback(), timeLeft, cancellation, question.stepStats());
        try {
            return switch (question) {
                case Question.Instantly now -> engine.instant(reader, now.expression(), now.timeMillis(), options);
                case Question.Range range -> engine.range(reader, range.expression(), range.startMillis(),
                        range.endMillis(), range.stepMillis(), options);
            };
        } catch (QueryException e) {
            String reason = String.valueOf(e.getMessage());
            throw e.category() == QueryException.Category.BAD_DATA
                    ? ApiException.badParameter("query", reason)
                    : new ApiException(ErrorType.of(e.category()), reason);
        }
    }
}
