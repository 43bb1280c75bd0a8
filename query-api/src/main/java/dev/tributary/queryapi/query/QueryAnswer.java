package dev.tributary.queryapi.query;

import java.time.Duration;

import dev.tributary.promql.QueryResult;

/** A result with the times the engine does not know: the wait for its turn and the whole run. */
public record QueryAnswer(QueryResult result, Duration queued, Duration total) {
}
