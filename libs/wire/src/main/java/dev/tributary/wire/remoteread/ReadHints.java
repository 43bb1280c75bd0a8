package dev.tributary.wire.remoteread;

import java.util.List;

/**
 * What a client tells of the query behind its request; a server may ignore all of it.
 *
 * @param stepMillis  step of the query, 0 for an instant query
 * @param function    function or aggregation around the selector, or empty
 * @param startMillis first instant of interest, Unix milliseconds
 * @param endMillis   last instant of interest, Unix milliseconds
 * @param grouping    labels of the aggregation around the selector
 * @param by          whether the grouping keeps these labels instead of dropping them
 * @param rangeMillis width of a range selector, 0 for an instant selector
 */
public record ReadHints(long stepMillis, String function, long startMillis, long endMillis, List<String> grouping,
        boolean by, long rangeMillis) {
    /** Nothing told. */
    public static final ReadHints NONE = new ReadHints(0, "", 0, 0, List.of(), false, 0);

    public ReadHints {
        grouping = List.copyOf(grouping);
    }
}
