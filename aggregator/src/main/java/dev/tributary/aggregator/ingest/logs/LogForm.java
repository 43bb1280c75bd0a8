package dev.tributary.aggregator.ingest.logs;

import dev.tributary.aggregator.ingest.RefusedWrite;
import dev.tributary.aggregator.ingest.ReservedMemory;
import dev.tributary.model.port.LogSink;
import dev.tributary.model.port.LogWriteReport;
import io.vertx.ext.web.RoutingContext;

/** How the log lines in the body of one request are read and their outcome told. */
interface LogForm {
    /** Decompresses and decodes a body; gives the bytes after decompression. */
    int decode(byte[] body, int length, LogSink sink, ReservedMemory memory) throws RefusedWrite;

    /** Answers a request whose lines are stored, or those of them that could be. */
    void answer(RoutingContext context, LogWriteReport report);
}
