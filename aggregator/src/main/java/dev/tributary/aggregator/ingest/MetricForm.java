package dev.tributary.aggregator.ingest;

import dev.tributary.model.port.WriteReport;
import io.vertx.ext.web.RoutingContext;

/** How the metrics in the body of one request are read and their outcome told: what its headers said it would be. */
interface MetricForm {
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
