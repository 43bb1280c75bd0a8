package dev.tributary.aggregator.ingest;

import java.time.Duration;

import dev.tributary.model.port.WriterIdentity;
import dev.tributary.runtime.http.HttpFailure;
import dev.tributary.wire.remotewrite.RemoteWriteContentType;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code POST /api/v1/write}, remote write 1.0 and 2.0. Everything that can be refused from the headers is refused before the
 * body is read. One for each event loop.
 */
final class RemoteWriteRoute implements Handler<RoutingContext> {
    static final String PATH = "/api/v1/write";

    private static final Duration RETRY_WHEN_LESS_BUSY = Duration.ofSeconds(1);

    private final Ingest ingest;
    private final RemoteWriteDecoder decoder;

    RemoteWriteRoute(Ingest ingest) {
        this.ingest = ingest;
        decoder = new RemoteWriteDecoder(ingest);
    }

    void mount(Router router) {
        router.post(PATH).handler(this);
        router.route(PATH).handler(context -> {
            context.response().putHeader("Allow", "POST");
            context.fail(new HttpFailure(405, context.request().method() + " is not allowed on " + PATH
                    + ": remote write is sent by POST"));
        });
    }

    @Override
    public void handle(RoutingContext context) {
        try {
            receive(context);
        } catch (RefusedWrite refused) {
            ingest.metrics.refused(refused.reason());
            UnreadBody.drain(context.request());
            context.fail(refused.failure());
        }
    }

    private void receive(RoutingContext context) throws RefusedWrite {
        HttpServerRequest request = context.request();
        WriterIdentity identity = identify(request);
        RemoteWriteVersion version = version(request);
        requireSnappy(request);
        ClusterIntake intake = ingest.intakes.of(identity.cluster());
        requireRate(intake);
        long bodyMax = ingest.settings().bodyMax().bytes();
        long length = contentLength(request);
        if (length > bodyMax) {
            throw tooLarge(bodyMax);
        }
        ReservedMemory memory = new ReservedMemory(ingest.budget);
        if (!memory.grow(Math.max(0, length))) {
            throw overloaded();
        }
        WriteExchange exchange = new WriteExchange(ingest, context, identity, intake, version, decoder, memory);
        exchange.receive((int) length, (int) bodyMax);
    }

    private WriterIdentity identify(HttpServerRequest request) throws RefusedWrite {
        try {
            return ingest.authenticator.identify(request);
        } catch (HttpFailure failure) {
            throw new RefusedWrite(RefusalReason.UNAUTHORIZED, failure);
        }
    }

    private static RemoteWriteVersion version(HttpServerRequest request) throws RefusedWrite {
        try {
            return RemoteWriteContentType.parse(request.getHeader("Content-Type"));
        } catch (IllegalArgumentException e) {
            throw new RefusedWrite(RefusalReason.UNSUPPORTED, 415, String.valueOf(e.getMessage()));
        }
    }

    /** Senders before 1.0 sent no Content-Encoding and always meant snappy. */
    private static void requireSnappy(HttpServerRequest request) throws RefusedWrite {
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.strip().equalsIgnoreCase("snappy")) {
            throw new RefusedWrite(RefusalReason.UNSUPPORTED, 415,
                    "unsupported content encoding " + encoding + "; supported is snappy (block format)");
        }
    }

    private void requireRate(ClusterIntake intake) throws RefusedWrite {
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
                        + " bytes; send fewer samples at a time");
    }

    static RefusedWrite overloaded() {
        return new RefusedWrite(RefusalReason.OVERLOADED, new HttpFailure(429,
                "the hub is busy: all memory for requests (in_flight_max) is in use", RETRY_WHEN_LESS_BUSY));
    }
}
