package dev.tributary.queryapi.port;

import java.time.Instant;
import java.util.List;

import dev.tributary.model.Matcher;

/** Deletes stored logs. Safe for several threads. */
public interface LogDeletions {
    /**
     * One request to delete.
     *
     * @param id         names it
     * @param created    when it was made
     * @param matchers   the streams
     * @param startNanos first instant, inclusive, Unix nanoseconds
     * @param endNanos   last instant, inclusive
     * @param done       true once nothing of it can be brought back
     */
    record Request(String id, Instant created, List<Matcher> matchers, long startNanos, long endNanos, boolean done) {
        public Request {
            matchers = List.copyOf(matchers);
        }
    }

    /** Hides what is stored now of the streams in the closed time range, and has it removed later. */
    Request delete(List<Matcher> matchers, long startNanos, long endNanos);

    /** All requests, oldest first. */
    List<Request> requests();

    /** Brings back what a request has hidden; false when it is done or there is none of that id. */
    boolean cancel(String id);
}
