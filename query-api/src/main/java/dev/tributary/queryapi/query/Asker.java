package dev.tributary.queryapi.query;

import dev.tributary.queryapi.access.ReadAccess;
import dev.tributary.queryapi.endpoint.Cancellation;

/**
 * Who asks a question.
 *
 * @param access       what may be seen
 * @param wantsFresh   true when the answer is to be computed whatever is kept, and not to be kept
 * @param cancellation set when the asker has gone
 */
public record Asker(ReadAccess access, boolean wantsFresh, Cancellation cancellation) {
}
