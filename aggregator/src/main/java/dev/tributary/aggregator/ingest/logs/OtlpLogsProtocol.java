package dev.tributary.aggregator.ingest.logs;

import java.time.Duration;

import dev.tributary.aggregator.ingest.ClusterIntake;
import dev.tributary.aggregator.ingest.Ingest;
import dev.tributary.aggregator.ingest.OtlpBody;
import dev.tributary.aggregator.ingest.RefusalReason;
import dev.tributary.aggregator.ingest.RefusedWrite;
import dev.tributary.aggregator.ingest.ReservedMemory;
import dev.tributary.aggregator.ingest.Unpacking;
import dev.tributary.aggregator.ingest.WriteForm;
import dev.tributary.aggregator.ingest.WriteProtocol;
import dev.tributary.model.port.LogSink;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.runtime.http.HttpFailure;
import dev.tributary.wire.otlp.MalformedOtlpException;
import dev.tributary.wire.otlp.OtlpFailure;
import dev.tributary.wire.otlp.OtlpLogsReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** OTLP logs over HTTP in protobuf or JSON, answered as Loki does: 204, or a status message. */
final class OtlpLogsProtocol implements WriteProtocol {
    private final String path;
    private final Ingest ingest;
    private final LogWrites writes;
    private final Unpacking unpacking;
    private final OtlpLogsReader reader = new OtlpLogsReader();

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
        return writes.of(new Form(OtlpBody.of(request)));
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
        boolean json = OtlpBody.isJson(context.request());
        response.setStatusCode(failure.status() == 500 ? 503 : failure.status())
                .putHeader("Content-Type", json ? OtlpBody.JSON : "application/octet-stream")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(Buffer.buffer(json ? OtlpFailure.json(message) : OtlpFailure.message(message)));
    }

    private final class Form implements LogForm {
        private final OtlpBody form;

        Form(OtlpBody form) {
            this.form = form;
        }

        @Override
        public int decode(byte[] body, int length, LogSink sink, ReservedMemory memory) throws RefusedWrite {
            try {
                int messageLength = unpacking.unpack(form.packing(), body, length, memory);
                long nowNanos = ingest.clock().millis() * 1_000_000;
                if (form.json()) {
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
