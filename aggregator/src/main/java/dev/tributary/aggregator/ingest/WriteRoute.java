package dev.tributary.aggregator.ingest;

import java.time.Duration;

import dev.tributary.model.port.WriterIdentity;
import dev.tributary.runtime.http.HttpFailure;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * The route of one write protocol. Everything that can be refused from the headers is refused before the body is read. One
 * for each event loop.
 */
final class WriteRoute implements Handler<RoutingContext> {
    private static final Duration RETRY_WHEN_LESS_BUSY = Duration.ofSeconds(1);

    private final Ingest ingest;
    private final WriteProtocol protocol;

    WriteRoute(Ingest ingest, WriteProtocol protocol) {
        this.ingest = ingest;
        this.protocol = protocol;
    }

    void mount(Router router) {
        router.post(protocol.path()).handler(this);
        router.route(protocol.path()).handler(context -> {
            context.response().putHeader("Allow", "POST");
            context.fail(new HttpFailure(405, context.request().method() + " is not allowed on "
                    + protocol.path() + ": " + protocol.name() + " is sent by POST"));
        });
    }

    @Override
    public void handle(RoutingContext context) {
        try {
            receive(context);
        } catch (RefusedWrite refused) {
            ingest.metrics.refused(refused.reason());
            UnreadBody.drain(context.request());
            protocol.fail(context, refused.failure());
        }
    }

    private void receive(RoutingContext context) throws RefusedWrite {
        HttpServerRequest request = context.request();
        WriterIdentity identity = identify(request);
        WriteForm form = protocol.form(request);
        ClusterIntake intake = ingest.intakes.of(identity.cluster());
        protocol.admit(intake);
        long bodyMax = ingest.settings().bodyMax().bytes();
        long length = contentLength(request);
        if (length > bodyMax) {
            throw tooLarge(bodyMax);
        }
        ReservedMemory memory = new ReservedMemory(ingest.budget);
        if (!memory.grow(Math.max(0, length))) {
            throw overloaded();
        }
        WriteExchange exchange = new WriteExchange(ingest, protocol, context, identity, intake, form, memory);
        exchange.receive((int) length, (int) bodyMax);
    }

    private WriterIdentity identify(HttpServerRequest request) throws RefusedWrite {
        try {
            return ingest.authenticator.identify(request);
        } catch (HttpFailure failure) {
            throw new RefusedWrite(RefusalReason.UNAUTHORIZED, failure);
        }
    }

    static void requireSampleRate(ClusterIntake intake) throws RefusedWrite {
        Duration wait = intake.rate().waitTime(System.nanoTime());
        if (wait.isPositive()) {
            throw new RefusedWrite(RefusalReason.RATE, new HttpFailure(429, "cluster " + intake.cluster()
                    + " sends more samples a second than its limit samples_per_second_max of "
                    + intake.rate().perSecondMax() + " allows", wait.plusSeconds(1)));
        }
    }

    private static long contentLength(HttpServerRequest request) throws RefusedWrite {
        String header = request.getHeader("Content-Length");
        if (header == null) {
            return -1;
        }
        try {
            return Long.parseUnsignedLong(header.strip());
        } catch (NumberFormatException e) {
            throw new RefusedWrite(RefusalReason.MALFORMED, 400, "Content-Length is not a number");
        }
    }

    static RefusedWrite tooLarge(long bodyMax) {
        return new RefusedWrite(RefusalReason.TOO_LARGE, 413,
                "the request body is longer than the limit body_max of " + bodyMax
                        + " bytes; send less at a time");
    }

    /** All memory for requests is in use. */
    static RefusedWrite overloaded() {
        return new RefusedWrite(RefusalReason.OVERLOADED, new HttpFailure(429,
                "the hub is busy: all memory for requests (in_flight_max) is in use", RETRY_WHEN_LESS_BUSY));
    }
}
