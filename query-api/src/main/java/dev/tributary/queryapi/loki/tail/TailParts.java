package dev.tributary.queryapi.loki.tail;

import java.time.InstantSource;

import dev.tributary.model.follow.LogFeed;
import dev.tributary.model.port.LogReader;
import dev.tributary.queryapi.loki.limit.LogQueryLimits;
import dev.tributary.queryapi.query.QueryTurns;

/**
 * What following logs stands on.
 *
 * @param reader all logs; each request's access narrows them
 * @param feed   tells of entries as they are stored
 * @param turns  lets the stored lines be read
 */
public record TailParts(LogReader reader, LogFeed feed, LogQueryLimits limits, InstantSource clock, QueryTurns turns,
        TailMetrics metrics) {
}
