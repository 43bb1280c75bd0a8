package dev.tributary.aggregator.ingest.logs;

import java.time.Duration;
import java.util.Locale;

import dev.tributary.aggregator.ingest.ClusterIntake;
import dev.tributary.aggregator.ingest.Ingest;
import dev.tributary.aggregator.ingest.RefusalReason;
import dev.tributary.aggregator.ingest.RefusedWrite;
import dev.tributary.aggregator.ingest.ReservedMemory;
import dev.tributary.aggregator.ingest.Unpacking;
import dev.tributary.aggregator.ingest.WriteForm;
import dev.tributary.aggregator.ingest.WriteProtocol;
import dev.tributary.model.port.LogSink;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.runtime.http.HttpFailure;
import dev.tributary.wire.mediatype.MediaType;
import dev.tributary.wire.otlp.MalformedOtlpException;
import dev.tributary.wire.otlp.OtlpFailure;
import dev.tributary.wire.otlp.OtlpLogsReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** OTLP logs over HTTP in protobuf or JSON, answered as Loki does: 204, or a status message. */
final class OtlpLogsProtocol implements WriteProtocol {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";

    private final String path;
    private final Ingest ingest;
    private final LogWrites writes;
    private final Unpacking unpacking;
    private final OtlpLogsReader reader = new OtlpLogsReader();

    /** How a body is packed. */
    private enum Packing {
        PLAIN, GZIP, SNAPPY, ZSTD
    }

    OtlpLogsProtocol(String path, Ingest ingest, LogWrites writes) {
        this.path = path;
        this.ingest = ingest;
        this.writes = writes;
        unpacking = new Unpacking(ingest);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String name() {
        return "OTLP logs";
    }

    @Override
    public WriteForm form(HttpServerRequest request) throws RefusedWrite {
        String type = mediaType(request);
        if (!type.equals(PROTOBUF) && !type.equals(JSON)) {
            throw new RefusedWrite(RefusalReason.UNSUPPORTED, 415, "unsupported content type " + type
                    + "; supported are " + PROTOBUF + " and " + JSON);
        }
        return writes.of(new Form(type.equals(JSON), packing(request.getHeader("Content-Encoding"))));
    }

    private static String mediaType(HttpServerRequest request) {
        String contentType = request.getHeader("Content-Type");
        return contentType == null ? "" : MediaType.parse(contentType).type();
    }

    private static Packing packing(@Nullable String encoding) throws RefusedWrite {
        return switch (encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> Packing.PLAIN;
            case "gzip" -> Packing.GZIP;
            case "snappy" -> Packing.SNAPPY;
            case "zstd" -> Packing.ZSTD;
            default -> throw new RefusedWrite(RefusalReason.UNSUPPORTED, 415,
                    "unsupported content encoding " + encoding + "; supported are gzip, snappy and zstd");
        };
    }

    @Override
    public void admit(ClusterIntake intake) throws RefusedWrite {
        LogWrites.admit(intake);
    }

    /** The message of a {@code google.rpc.Status}; exporters try again at 503 and not at 500. */
    @Override
    public void fail(RoutingContext context, HttpFailure failure) {
        HttpServerResponse response = context.response();
        Duration retryAfter = failure.retryAfter();
        if (retryAfter != null) {
            response.putHeader("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        if (failure.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"tributary\"");
        }
        String message = String.valueOf(failure.getMessage());
        boolean json = mediaType(context.request()).equals(JSON);
        response.setStatusCode(failure.status() == 500 ? 503 : failure.status())
                .putHeader("Content-Type", json ? JSON : "application/octet-stream")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(Buffer.buffer(json ? OtlpFailure.json(message) : OtlpFailure.message(message)));
    }

    private final class Form implements LogForm {
        private final boolean json;
        private final Packing packing;

        Form(boolean json, Packing packing) {
            this.json = json;
            this.packing = packing;
        }

        @Override
        public int decode(byte[] body, int length, LogSink sink, ReservedMemory memory) throws RefusedWrite {
            try {
                int messageLength = switch (packing) {
                    case PLAIN -> unpacking.plain(body, length);
                    case GZIP -> unpacking.gzip(body, length, memory);
                    case SNAPPY -> unpacking.snappy(body, length, memory);
                    case ZSTD -> unpacking.zstd(body, length, memory);
                };
                long nowNanos = ingest.clock().millis() * 1_000_000;
                if (json) {
                    reader.readJson(unpacking.message(), 0, messageLength, nowNanos, sink);
                } else {
                    reader.read(unpacking.message(), 0, messageLength, nowNanos, sink);
                }
                return messageLength;
            } catch (MalformedOtlpException e) {
                throw new RefusedWrite(RefusalReason.MALFORMED, 400, String.valueOf(e.getMessage()));
            } finally {
                unpacking.shrink();
            }
        }

        @Override
        public void answer(RoutingContext context, LogWriteReport report) {
            if (report.complete()) {
                context.response().setStatusCode(204).end();
            } else {
                fail(context, new HttpFailure(400, LokiPushProtocol.partial(report)));
            }
        }
    }
}
