package dev.tributary.runtime.http;

import java.time.Duration;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders every failure that no route has rendered itself, as plain text. A fault of ours is logged with its stack trace and
 * told to the client without details.
 */
public final class FailureRoute implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(FailureRoute.class);

    private FailureRoute() {
    }

    /** Makes this the last word of a router; call it after all routes are mounted. */
    public static void mount(Router router) {
        FailureRoute last = new FailureRoute();
        router.route().last().failureHandler(last);
        for (int status : new int[]{400, 404, 405, 406, 413, 414, 415, 500}) {
            router.errorHandler(status, last);
        }
    }

    @Override
    public void handle(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        if (context.failure() instanceof HttpFailure failure) {
            render(context.response(), failure);
            return;
        }
        int status = context.statusCode() < 400 ? 500 : context.statusCode();
        if (status >= 500 && context.failure() != null) {
            LOG.error("request failed method={} path={}", context.request().method(), context.request().path(),
                    context.failure());
        }
        render(context.response(), new HttpFailure(status, reason(status, context)));
    }

    private static String reason(int status, RoutingContext context) {
        return switch (status) {
            case 404 -> "404 page not found";
            case 405 -> context.request().method() + " is not allowed on " + context.request().path();
            case 500 -> "internal error; the hub's or collector's log has the details";
            default -> HttpResponseStatus.valueOf(status).reasonPhrase();
        };
    }

    /** Sends a failure as plain text. */
    public static void render(HttpServerResponse response, HttpFailure failure) {
        if (response.headWritten()) {
            // Part of an answer is out: only a broken connection still tells the client that it is not whole
            response.reset();
            return;
        }
        Duration retryAfter = failure.retryAfter();
        if (retryAfter != null) {
            response.putHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        if (failure.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"tributary\"");
        }
        response.setStatusCode(failure.status()).putHeader("Content-Type", "text/plain; charset=utf-8")
                .putHeader("X-Content-Type-Options", "nosniff").end(text(failure.getMessage()));
    }

    private static String text(@Nullable String message) {
        return message + "\n";
    }
}
