package dev.tributary.queryapi.port;

import java.time.Duration;
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
     * @param stages     what of the query follows the selector and says which lines; empty for all
     * @param startNanos first instant, inclusive, Unix nanoseconds
     * @param endNanos   last instant, inclusive
     * @param done       true once nothing of it can be brought back
     */
    record Request(String id, Instant created, List<Matcher> matchers, String stages, long startNanos, long endNanos,
            boolean done) {
        public Request {
            matchers = List.copyOf(matchers);
        }
    }

    /**
     * Hides what is stored now of the streams in the closed time range, and has it removed later.
     *
     * @param stages as of a request
     * @throws IllegalStateException when there are too many requests whose lines still lie on the disk
     */
    Request delete(List<Matcher> matchers, String stages, long startNanos, long endNanos);

    /** All requests, oldest first. */
    List<Request> requests();

    /**
     * Brings back what a request has hidden; false when it is done, there is none of that id, or it is too late.
     *
     * @param force also when it is too late to bring back everything
     */
    boolean cancel(String id, boolean force);

    /** How long a request can be cancelled without force. */
    Duration cancelPeriod();
}
