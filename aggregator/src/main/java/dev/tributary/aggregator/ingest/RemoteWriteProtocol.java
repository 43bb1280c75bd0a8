package dev.tributary.aggregator.ingest;

import dev.tributary.model.port.WriteReport;
import dev.tributary.runtime.http.HttpFailure;
import dev.tributary.wire.remotewrite.MalformedRemoteWriteException;
import dev.tributary.wire.remotewrite.RemoteWriteContentType;
import dev.tributary.wire.remotewrite.RemoteWriteReader;
import dev.tributary.wire.remotewrite.RemoteWriteVersion;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Prometheus remote write, 1.0 and 2.0. */
final class RemoteWriteProtocol implements WriteProtocol {
    private final RemoteWriteReader reader = new RemoteWriteReader();
    private final Ingest ingest;
    private final Unpacking unpacking;

    RemoteWriteProtocol(Ingest ingest) {
        this.ingest = ingest;
        unpacking = new Unpacking(ingest);
    }

    @Override
    public String path() {
        return "/api/v1/write";
    }

    @Override
    public String name() {
        return "remote write";
    }

    @Override
    public WriteForm form(HttpServerRequest request) throws RefusedWrite {
        RemoteWriteVersion version = version(request);
        requireSnappy(request);
        MetricForm form = new Form(version);
        return (identity, intake) -> new MetricWrite(ingest, form, identity, intake);
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

    @Override
    public void admit(ClusterIntake intake) throws RefusedWrite {
        WriteRoute.requireSampleRate(intake);
    }

    private final class Form implements MetricForm {
        private final RemoteWriteVersion version;

        Form(RemoteWriteVersion version) {
            this.version = version;
        }

        @Override
        public int decode(byte[] body, int length, IntakeSink sink, ReservedMemory memory) throws RefusedWrite {
            try {
                int messageLength = unpacking.unpack(Packing.SNAPPY, body, length, memory);
                reader.read(version, unpacking.message(), 0, messageLength, sink);
                return messageLength;
            } catch (MalformedRemoteWriteException e) {
                throw new RefusedWrite(RefusalReason.MALFORMED, 400, String.valueOf(e.getMessage()));
            } finally {
                unpacking.shrink();
            }
        }

        @Override
        public void answer(RoutingContext context, WriteReport report) {
            HttpServerResponse response = context.response();
            if (version == RemoteWriteVersion.V2) {
                response.putHeader("X-Prometheus-Remote-Write-Samples-Written", Long.toString(report.samples()))
                        .putHeader("X-Prometheus-Remote-Write-Histograms-Written", Long.toString(report.histograms()))
                        .putHeader("X-Prometheus-Remote-Write-Exemplars-Written", Long.toString(report.exemplars()));
            }
            if (report.complete()) {
                response.setStatusCode(204).end();
                return;
            }
            long stored = report.samples() + report.histograms();
            context.fail(new HttpFailure(400, "refused %d of %d samples, the others are stored; the first refusal: %s"
                    .formatted(report.refused(), report.refused() + stored, report.problem())));
        }
    }
}
