package dev.tributary.aggregator.ingest;

import dev.tributary.model.port.WriteReport;
import io.vertx.ext.web.RoutingContext;

/** How the body of one request is read and its outcome told: what its headers said it would be. */
interface WriteForm {
    /**
     * Decompresses and decodes a body.
     *
     * @param memory grows by what decompressing takes
     * @return bytes after decompression
     */
    int decode(byte[] body, int length, IntakeSink sink, ReservedMemory memory) throws RefusedWrite;

    /** Answers a request whose samples are stored, or those of them that could be. */
    void answer(RoutingContext context, WriteReport report);
}
