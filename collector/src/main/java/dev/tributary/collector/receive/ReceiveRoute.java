package dev.tributary.collector.receive;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

import dev.tributary.collector.config.ReceiveSettings;
import dev.tributary.collector.identity.Identity;
import dev.tributary.collector.page.BatchOutlet;
import dev.tributary.model.port.LogWriter;
import dev.tributary.runtime.http.HttpFailure;
import dev.tributary.wire.remotewrite.RemoteWriteContentType;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /api/v1/write} of the collector, remote write 1.0 and 2.0, and beside it {@code POST /loki/api/v1/push}. A 2xx is
 * sent when everything is in the spools of all destinations. Its settings can be replaced while it runs. Safe for several event loops.
 */
public final class ReceiveRoute {
    private static final Logger LOG = LoggerFactory.getLogger(ReceiveRoute.class);

    private static final String PATH = "/api/v1/write";
    private static final String WRITTEN = "X-Prometheus-Remote-Write-%s-Written";

    private final BatchOutlet outlet;
    private final LogWriter lines;
    private final ReceiveMetrics metrics;
    private final Clock clock;
    private final AtomicLong inFlight = new AtomicLong();
    private final LogReceiveRoute logs;
    private volatile WriteReceiver receiver;

    public ReceiveRoute(ReceiveSettings settings, Identity identity, BatchOutlet outlet, LogWriter lines,
            ReceiveMetrics metrics, Clock clock) {
        this.outlet = outlet;
        this.lines = lines;
        this.metrics = metrics;
        this.clock = clock;
        receiver = writes(settings, identity);
        logs = new LogReceiveRoute(logs(settings, identity), metrics);
    }

    private WriteReceiver writes(ReceiveSettings settings, Identity identity) {
        return new WriteReceiver(settings, identity, outlet, metrics, clock, new RequestMemory(settings, inFlight));
    }

    private LogReceiver logs(ReceiveSettings settings, Identity identity) {
        return new LogReceiver(settings, identity, lines, metrics, clock, new RequestMemory(settings, inFlight));
    }

    /** Takes further requests by these settings. */
    public void replace(ReceiveSettings settings, Identity identity) {
        receiver = writes(settings, identity);
        logs.replace(logs(settings, identity));
    }

    public void mount(Router router) {
        logs.mount(router);
        router.route(PATH).handler(context -> {
            context.addEndHandler(_ -> metrics.requests
                    .labelValues(Integer.toString(context.response().getStatusCode())).inc());
            context.next();
        });
        router.post(PATH).handler(this::receive);
        router.route(PATH).handler(context -> {
            context.response().putHeader("Allow", "POST");
            context.fail(new HttpFailure(405, "remote write is sent by POST"));
        });
    }

    private void receive(RoutingContext context) {
        WriteReceiver by = receiver;
        try {
            HttpServerRequest request = context.request();
            if (!by.settings().remoteWrite()) {
                throw new HttpFailure(404, "this collector takes no remote write; receive.remote_write is off");
            }
            SenderToken.require(request, by.settings());
            RemoteWriteVersion version = version(request);
            new IncomingBody(context, by.memory(), body -> take(context, by, body, version)).receive();
        } catch (HttpFailure failure) {
            context.fail(failure);
        }
    }

    private static RemoteWriteVersion version(HttpServerRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.strip().equalsIgnoreCase("snappy")) {
            throw new HttpFailure(415, "unsupported content encoding " + encoding
                    + "; supported is snappy (block format)");
        }
        try {
            return RemoteWriteContentType.parse(request.getHeader("Content-Type"));
        } catch (IllegalArgumentException e) {
            throw new HttpFailure(415, String.valueOf(e.getMessage()));
        }
    }

    private static void take(RoutingContext context, WriteReceiver by, Buffer body, RemoteWriteVersion version) {
        context.vertx().executeBlocking(() -> by.take(body.getBytes(), version), false).onComplete(done -> {
            by.memory().release(body.length());
            ReceiveReport report = done.result();
            if (report == null) {
                fail(context, done.cause());
            } else {
                answer(context, report, version);
            }
        });
    }

    private static void fail(RoutingContext context, @Nullable Throwable cause) {
        if (cause instanceof HttpFailure failure) {
            context.fail(failure);
        } else {
            LOG.error("a remote-write request failed for a reason of our own", cause);
            context.fail(new HttpFailure(500, "internal error; the collector's log has the details"));
        }
    }

    private static void answer(RoutingContext context, ReceiveReport report, RemoteWriteVersion version) {
        HttpServerResponse response = context.response();
        if (version == RemoteWriteVersion.V2) {
            // What relabeling dropped was dealt with as wanted: for the sender it is written
            response.putHeader(WRITTEN.formatted("Samples"), Integer.toString(report.samples() + report.dropped()))
                    .putHeader(WRITTEN.formatted("Histograms"), Integer.toString(report.histograms()))
                    .putHeader(WRITTEN.formatted("Exemplars"), Integer.toString(report.exemplars()));
        }
        if (report.refused() == 0) {
            response.setStatusCode(204).end();
        } else {
            context.fail(new HttpFailure(400, "refused %d samples, the others are taken; the first refusal: %s"
                    .formatted(report.refused(), report.problem())));
        }
    }
}
