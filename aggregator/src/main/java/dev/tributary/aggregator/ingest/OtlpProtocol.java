package dev.tributary.aggregator.ingest;

import java.util.Locale;

import dev.tributary.model.port.WriteReport;
import dev.tributary.wire.mediatype.MediaType;
import dev.tributary.wire.otlp.MalformedOtlpException;
import dev.tributary.wire.otlp.OtlpAnswer;
import dev.tributary.wire.otlp.OtlpMetricsReader;
import dev.tributary.wire.otlp.OtlpReport;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** OTLP metrics over HTTP in protobuf or JSON. What could not be stored is told as a partial success, as the protocol has it. */
final class OtlpProtocol implements WriteProtocol {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";

    /** How a body is packed. */
    private enum Packing {
        PLAIN, GZIP, SNAPPY, ZSTD
    }

    private final OtlpMetricsReader reader = new OtlpMetricsReader();
    private final Ingest ingest;
    private final Unpacking unpacking;

    OtlpProtocol(Ingest ingest) {
        this.ingest = ingest;
        unpacking = new Unpacking(ingest);
    }

    @Override
    public String path() {
        return "/api/v1/otlp/v1/metrics";
    }

    @Override
    public String name() {
        return "OTLP";
    }

    @Override
    public WriteForm form(HttpServerRequest request) throws RefusedWrite {
        String contentType = request.getHeader("Content-Type");
        String type = contentType == null ? "" : MediaType.parse(contentType).type();
        if (!type.equals(PROTOBUF) && !type.equals(JSON)) {
            throw new RefusedWrite(RefusalReason.UNSUPPORTED, 415,
                    "unsupported content type " + contentType + "; supported are " + PROTOBUF + " and " + JSON);
        }
        MetricForm form = new Form(type.equals(JSON), packing(request.getHeader("Content-Encoding")));
        return (identity, intake) -> new MetricWrite(ingest, form, identity, intake);
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
        WriteRoute.requireSampleRate(intake);
    }

    private final class Form implements MetricForm {
        private final boolean json;
        private final Packing packing;

        Form(boolean json, Packing packing) {
            this.json = json;
            this.packing = packing;
        }

        @Override
        public int decode(byte[] body, int length, IntakeSink sink, ReservedMemory memory) throws RefusedWrite {
            try {
                int messageLength = switch (packing) {
                    case PLAIN -> unpacking.plain(body, length);
                    case GZIP -> unpacking.gzip(body, length, memory);
                    case SNAPPY -> unpacking.snappy(body, length, memory);
                    case ZSTD -> unpacking.zstd(body, length, memory);
                };
                OtlpReport report = json
                        ? reader.readJson(unpacking.message(), 0, messageLength, sink)
                        : reader.read(unpacking.message(), 0, messageLength, sink);
                sink.unwritable(report.pointsRefused(), report.problem());
                return messageLength;
            } catch (MalformedOtlpException e) {
                throw new RefusedWrite(RefusalReason.MALFORMED, 400, String.valueOf(e.getMessage()));
            } finally {
                unpacking.shrink();
            }
        }

        @Override
        public void answer(RoutingContext context, WriteReport stored) {
            byte[] answer = json
                    ? OtlpAnswer.json(stored.refused(), stored.problem())
                    : OtlpAnswer.message(stored.refused(), stored.problem());
            context.response().setStatusCode(200).putHeader("Content-Type", json ? JSON : PROTOBUF)
                    .end(Buffer.buffer(answer));
        }
    }
}
