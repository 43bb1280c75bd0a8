package dev.tributary.aggregator.ingest.logs;

import java.util.function.Supplier;

import dev.tributary.aggregator.ingest.Ingest;
import dev.tributary.model.port.LogWriter;
import io.vertx.ext.web.Router;

/** The hub's write side for log lines over HTTP; shares memory, credentials and clusters with the one for metrics. */
public final class LogIngest {
    private final Ingest ingest;
    private final LogWriter writer;
    private final Supplier<LevelSource> levels;

    /** @param levels makes what tells the level of lines, one for each event loop */
    public LogIngest(Ingest ingest, LogWriter writer, Supplier<LevelSource> levels) {
        this.ingest = ingest;
        this.writer = writer;
        this.levels = levels;
    }

    /** Mounts the routes; call it for each event loop's router. */
    public void mount(Router router) {
        LogWrites writes = new LogWrites(ingest, writer, levels.get());
        ingest.mount(router, new LokiPushProtocol("/loki/api/v1/push", ingest, writes));
        ingest.mount(router, new LokiPushProtocol("/api/prom/push", ingest, writes));
        ingest.mount(router, new OtlpLogsProtocol("/otlp/v1/logs", ingest, writes));
    }
}
