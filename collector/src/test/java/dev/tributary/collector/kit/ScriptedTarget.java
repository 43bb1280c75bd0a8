package dev.tributary.collector.kit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;

/** Serves {@code /metrics} from what a script makes of the number of the scrape, from 0. */
public final class ScriptedTarget implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger scrapes = new AtomicInteger();

    public ScriptedTarget(Vertx vertx, String contentType, IntFunction<Buffer> script) {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.response().putHeader("Content-Type", contentType)
                        .end(script.apply(scrapes.getAndIncrement())))
                .listen(0, "127.0.0.1").await();
    }

    public String address() {
        return "127.0.0.1:" + server.actualPort();
    }

    public int scrapes() {
        return scrapes.get();
    }

    @Override
    public void close() {
        server.close().await();
    }
}
