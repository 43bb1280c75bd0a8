package dev.tributary.wire.remoteread;

import java.util.List;

/**
 * A remote-read request.
 *
 * @param accepted response types the client understands, best first; empty means samples
 */
public record ReadRequest(List<ReadQuery> queries, List<ReadResponseType> accepted) {
    public ReadRequest {
        queries = List.copyOf(queries);
        accepted = List.copyOf(accepted);
    }

    /** The type to answer with. */
    public ReadResponseType responseType() {
        return accepted.isEmpty() ? ReadResponseType.SAMPLES : accepted.getFirst();
    }
}
