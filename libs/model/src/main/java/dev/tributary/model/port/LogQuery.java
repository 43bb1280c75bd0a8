package dev.tributary.model.port;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.tributary.model.Matcher;

/**
 * Which streams and times are asked for.
 *
 * @param matchers   all must hold for a stream's labels; empty means every stream
 * @param startNanos first instant of interest, inclusive, Unix nanoseconds
 * @param endNanos   end of the time range, exclusive, Unix nanoseconds
 * @param limit      for streams: refuse above this many; for names and values: cut after this many; 0 means no limit
 * @param needles    what every line of interest contains: a store may leave out lines without them, and search its blocks
 *                   for them before it cuts them into lines; the asker still looks for itself
 */
public record LogQuery(List<Matcher> matchers, long startNanos, long endNanos, int limit, List<Needle> needles) {
    public LogQuery {
        matchers = List.copyOf(matchers);
        needles = List.copyOf(needles);
    }

    /** A question without needles. */
    public LogQuery(List<Matcher> matchers, long startNanos, long endNanos, int limit) {
        this(matchers, startNanos, endNanos, limit, List.of());
    }

    /** The same question with further matchers, which is how access rules narrow a reader. */
    public LogQuery and(Collection<Matcher> more) {
        List<Matcher> all = new ArrayList<>(matchers);
        all.addAll(more);
        return new LogQuery(all, startNanos, endNanos, limit, needles);
    }
}
