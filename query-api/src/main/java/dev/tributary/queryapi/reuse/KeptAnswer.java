package dev.tributary.queryapi.reuse;

import dev.tributary.promql.QueryValue;

/**
 * An answer with the steps it holds.
 *
 * @param firstMillis first step
 * @param lastMillis  last step, the first one for an instant query
 * @param version     version of the store that it was read from, or an earlier one
 * @param bytes       memory it takes, estimated
 */
record KeptAnswer(QueryValue value, long firstMillis, long lastMillis, long version, long bytes) {
    /** The last step that lies before an instant and so holds while nothing before it changed; below the first: none. */
    long lastBefore(long instantMillis, long stepMillis) {
        if (instantMillis > lastMillis) {
            return lastMillis;
        }
        if (instantMillis <= firstMillis || stepMillis == 0) {
            return Long.MIN_VALUE;
        }
        return firstMillis + (instantMillis - 1 - firstMillis) / stepMillis * stepMillis;
    }
}
