package dev.tributary.model.port;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.tributary.model.Matcher;

/**
 * Which series and times are asked for.
 *
 * @param matchers  all must hold; empty means every series
 * @param minMillis first instant of interest, inclusive, Unix milliseconds
 * @param maxMillis last instant of interest, inclusive, Unix milliseconds
 * @param limit     for series: refuse above this many; for names and values: cut after this many; 0 means no limit
 */
public record SeriesQuery(List<Matcher> matchers, long minMillis, long maxMillis, int limit) {
    public SeriesQuery {
        matchers = List.copyOf(matchers);
    }

    /** The same question with further matchers, which is how access rules narrow a reader. */
    public SeriesQuery and(Collection<Matcher> more) {
        List<Matcher> all = new ArrayList<>(matchers);
        all.addAll(more);
        return new SeriesQuery(all, minMillis, maxMillis, limit);
    }
}
