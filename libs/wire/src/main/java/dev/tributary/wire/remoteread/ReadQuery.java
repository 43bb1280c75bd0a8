package dev.tributary.wire.remoteread;

import java.util.List;

import dev.tributary.model.Matcher;

/**
 * One question of a request.
 *
 * @param startMillis first instant, inclusive, Unix milliseconds
 * @param endMillis   last instant, inclusive, Unix milliseconds
 * @param matchers    all must hold
 */
public record ReadQuery(long startMillis, long endMillis, List<Matcher> matchers, ReadHints hints) {
    public ReadQuery {
        matchers = List.copyOf(matchers);
    }
}
