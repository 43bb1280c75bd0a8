package dev.tributary.app.hub;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executor;

import dev.tributary.aggregator.identity.ReadAuthenticator;
import dev.tributary.aggregator.storage.StoreProgress;
import dev.tributary.runtime.config.ConfigException;
import dev.tributary.runtime.http.HttpFailure;
import dev.tributary.runtime.telemetry.MetricsRoute;
import io.netty.util.NetUtil;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The pages about the process itself: health, readiness, metrics, reload. */
final class HubRoutes {
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final HubState state;
    private final HubReload reload;
    private final ReadAuthenticator readers;
    private final MetricsRoute metrics;
    private final Executor blocking;
    private final Runnable optimise;

    HubRoutes(HubState state, HubReload reload, ReadAuthenticator readers, MetricsRoute metrics, Executor blocking,
            Runnable optimise) {
        this.state = state;
        this.reload = reload;
        this.readers = readers;
        this.metrics = metrics;
        this.blocking = blocking;
        this.optimise = optimise;
    }

    void mount(Router router) {
        router.get("/-/healthy").handler(context -> text(context, 200, "Tributary hub is healthy."));
        router.head("/-/healthy").handler(context -> text(context, 200, ""));
        router.get("/-/ready").handler(this::ready);
        router.head("/-/ready").handler(this::ready);
        router.post("/-/reload").handler(this::reload);
        router.put("/-/reload").handler(this::reload);
        router.post("/-/optimise").handler(this::optimise);
        router.get("/metrics").handler(context -> {
            readers.requireEverything(context.request());
            context.next();
        });
        metrics.mount(router);
    }

    private static void text(RoutingContext context, int status, String line) {
        context.response().setStatusCode(status).putHeader("Content-Type", PLAIN)
                .end(line.isEmpty() ? "" : line + "\n");
    }

    private void ready(RoutingContext context) {
        StoreProgress progress = state.progress();
        if (progress.ready()) {
            text(context, 200, "Tributary hub is ready.");
        } else {
            context.response().putHeader("Retry-After", "1");
            text(context, 503, "Tributary hub is not ready: " + progress.detail() + ".");
        }
    }

    /** Brings the store into its smallest form now; from the hub's own machine only. */
    private void optimise(RoutingContext context) {
        if (!isFromHere(context)) {
            throw new HttpFailure(403, "optimise is allowed from the hub's own machine only");
        }
        Context loop = context.vertx().getOrCreateContext();
        blocking.execute(() -> {
            try {
                optimise.run();
                loop.runOnContext(_ -> text(context, 200, "optimised"));
            } catch (RuntimeException e) {
                loop.runOnContext(_ -> context.fail(e));
            }
        });
    }

    private static boolean isFromHere(RoutingContext context) {
        byte[] peer = NetUtil.createByteArrayFromIpAddressString(context.request().remoteAddress().hostAddress());
        return peer != null && isLoopback(peer);
    }

    /** Only from the hub's own machine: it takes no credential, as the signal takes none. */
    private void reload(RoutingContext context) {
        if (!isFromHere(context)) {
            throw new HttpFailure(403, "reload is allowed from the hub's own machine only; or send it the signal HUP");
        }
        Context loop = context.vertx().getOrCreateContext();
        blocking.execute(() -> {
            Runnable answer = reloadAndAnswer(context);
            loop.runOnContext(_ -> answer.run());
        });
    }

    private Runnable reloadAndAnswer(RoutingContext context) {
        try {
            reload.reload();
            return () -> text(context, 200, "configuration reloaded");
        } catch (ConfigException e) {
            return () -> context.fail(
                    new HttpFailure(400, "refused, the former configuration stays in force:\n" + e.getMessage()));
        } catch (RuntimeException e) {
            return () -> context.fail(e);
        }
    }

    private static boolean isLoopback(byte[] address) {
        try {
            return InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + address.length + " bytes", e);
        }
    }
}
