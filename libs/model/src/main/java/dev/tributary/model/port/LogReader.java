package dev.tributary.model.port;

import java.util.List;

/**
 * Reads stored log streams. Every stream carries its {@code cluster} label. Answers reflect all writes acknowledged before
 * the call. Implementations are safe for several threads.
 */
public interface LogReader {
    /**
     * The streams that satisfy all matchers and may have entries in the time range, in label order.
     *
     * @throws ReadRefusedException when more than {@code query.limit()} match
     */
    LogSelection select(LogQuery query);

    /** Names of all labels on streams that {@link #select} would give, sorted by bytes, no more than the query's limit. */
    List<String> labelNames(LogQuery query);

    /** Values of one label on streams that {@link #select} would give, sorted by bytes, no more than the query's limit. */
    List<String> labelValues(String name, LogQuery query);
}
