package dev.tributary.collector.receive;

import java.util.concurrent.CompletionException;

import dev.tributary.model.port.LogWriteReport;
import dev.tributary.runtime.http.HttpFailure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /loki/api/v1/push} of the collector. A 2xx is sent when all lines are in the spools of all destinations. Safe
 * for several event loops.
 */
final class LogReceiveRoute {
    private static final Logger LOG = LoggerFactory.getLogger(LogReceiveRoute.class);

    private static final String PATH = "/loki/api/v1/push";

    private final ReceiveMetrics metrics;
    private volatile LogReceiver receiver;

    LogReceiveRoute(LogReceiver receiver, ReceiveMetrics metrics) {
        this.receiver = receiver;
        this.metrics = metrics;
    }

    /** Takes further requests in this way. */
    void replace(LogReceiver next) {
        receiver = next;
    }

    void mount(Router router) {
        router.route(PATH).handler(context -> {
            context.addEndHandler(_ -> metrics.logRequests
                    .labelValues(Integer.toString(context.response().getStatusCode())).inc());
            context.next();
        });
        router.post(PATH).handler(this::receive);
        router.route(PATH).handler(context -> {
            context.response().putHeader("Allow", "POST");
            context.fail(new HttpFailure(405, "log lines are pushed by POST"));
        });
    }

    private void receive(RoutingContext context) {
        LogReceiver by = receiver;
        try {
            HttpServerRequest request = context.request();
            if (!by.settings().lokiPush()) {
                throw new HttpFailure(404, "this collector takes no log lines; receive.loki_push is off");
            }
            SenderToken.require(request, by.settings());
            PushBody form = PushBody.of(request.getHeader("Content-Type"), request.getHeader("Content-Encoding"));
            new IncomingBody(context, by.memory(), body -> take(context, by, body, form)).receive();
        } catch (HttpFailure failure) {
            context.fail(failure);
        }
    }

    /** Waiting for the disk takes no thread: there may be many agents. */
    private static void take(RoutingContext context, LogReceiver by, Buffer body, PushBody form) {
        context.vertx().executeBlocking(() -> by.take(body.getBytes(), form), false)
                .compose(stage -> Future.fromCompletionStage(stage, context.vertx().getOrCreateContext()))
                .onComplete(done -> {
                    by.memory().release(body.length());
                    LogWriteReport report = done.result();
                    if (report == null) {
                        fail(context, done.cause());
                    } else {
                        answer(context, report);
                    }
                });
    }

    private static void answer(RoutingContext context, LogWriteReport report) {
        if (report.complete()) {
            context.response().setStatusCode(204).end();
        } else {
            context.fail(new HttpFailure(400, "refused %d lines, the others are taken; the first refusal: %s"
                    .formatted(report.refused(), report.problem())));
        }
    }

    private static void fail(RoutingContext context, @Nullable Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException wrapped ? wrapped.getCause() : thrown;
        if (cause instanceof HttpFailure failure) {
            context.fail(failure);
        } else {
            LOG.error("a push failed for a reason of our own", cause);
            context.fail(new HttpFailure(500, "internal error; the collector's log has the details"));
        }
    }
}
