package dev.tributary.aggregator.ingest.logs;

import dev.tributary.aggregator.ingest.Ingest;
import dev.tributary.model.port.LogWriter;
import io.vertx.ext.web.Router;

/** The hub's write side for log lines over HTTP; shares memory, credentials and clusters with the one for metrics. */
public final class LogIngest {
    private final Ingest ingest;
    private final LogWriter writer;

    /** With where the lines go, which tells their level where they have none. */
    public LogIngest(Ingest ingest, LogWriter writer) {
        this.ingest = ingest;
        this.writer = writer;
    }

    /** Mounts the routes; call it for each event loop's router. */
    public void mount(Router router) {
        LogWrites writes = new LogWrites(ingest, writer);
        ingest.mount(router, new LokiPushProtocol("/loki/api/v1/push", ingest, writes));
        ingest.mount(router, new LokiPushProtocol("/api/prom/push", ingest, writes));
        ingest.mount(router, new OtlpLogsProtocol("/otlp/v1/logs", ingest, writes));
    }
}
