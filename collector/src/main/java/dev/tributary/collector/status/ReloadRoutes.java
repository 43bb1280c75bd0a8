package dev.tributary.collector.status;

import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.http.HttpFailure;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code POST /-/reload}, from the collector's own machine only since it has no credentials to ask for, and the configuration
 * in force at {@code GET /api/v1/status/config}, secrets masked.
 */
public final class ReloadRoutes {
    /** What can be reloaded. Safe for several threads; blocks. */
    public interface Reloadable {
        /**
         * Puts the configuration in force that stands in the file now.
         *
         * @throws ConfigException when it is refused; then the former stays in force
         */
        void reload();

        /** The configuration in force, as a file would say it. */
        String configuration();
    }

    private final Reloadable collector;

    public ReloadRoutes(Reloadable collector) {
        this.collector = collector;
    }

    public void mount(Router router) {
        router.post("/-/reload").handler(this::reload);
        router.put("/-/reload").handler(this::reload);
        router.get("/api/v1/status/config").handler(context -> context.response()
                .putHeader("Content-Type", "application/yaml").end(collector.configuration()));
    }

    private void reload(RoutingContext context) {
        String remote = context.request().remoteAddress().hostAddress();
        if (!remote.startsWith("127.") && !remote.equals("0:0:0:0:0:0:0:1") && !remote.equals("::1")) {
            throw new HttpFailure(403,
                    "reload is allowed from the collector's own machine only; or send it the signal HUP");
        }
        Promise<String> done = Promise.promise();
        // Not on a worker of the server's: what is started there would stop with the server
        Thread.ofVirtual().name("reload").start(() -> {
            try {
                done.complete(reloaded());
            } catch (RuntimeException e) {
                done.fail(e);
            }
        });
        Context loop = context.vertx().getOrCreateContext();
        done.future().onComplete(result -> loop.runOnContext(_ -> answer(context, result)));
    }

    private static void answer(RoutingContext context, AsyncResult<String> result) {
        String text = result.result();
        if (text == null) {
            context.fail(result.cause());
        } else {
            context.response().putHeader("Content-Type", "text/plain; charset=utf-8").end(text);
        }
    }

    private String reloaded() {
        try {
            collector.reload();
            return "configuration reloaded\n";
        } catch (ConfigException e) {
            throw new HttpFailure(500, "configuration refused, the former stays in force:\n" + e.getMessage());
        }
    }
}
