package dev.tributary.queryapi.loki.query;

import java.time.Duration;

import dev.tributary.logql.LogqlResult;

/** A result with the wait for its turn, which the engine does not know. */
public record LogAnswer(LogqlResult result, Duration queued) {
}
