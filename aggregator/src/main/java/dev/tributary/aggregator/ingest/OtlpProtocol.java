package dev.tributary.aggregator.ingest;

import dev.tributary.model.port.WriteReport;
import dev.tributary.wire.otlp.MalformedOtlpException;
import dev.tributary.wire.otlp.OtlpAnswer;
import dev.tributary.wire.otlp.OtlpDeltas;
import dev.tributary.wire.otlp.OtlpMetricsReader;
import dev.tributary.wire.otlp.OtlpReport;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** OTLP metrics over HTTP in protobuf or JSON. What could not be stored is told as a partial success, as the protocol has it. */
final class OtlpProtocol implements WriteProtocol {
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
        MetricForm form = new Form(OtlpBody.of(request));
        return (identity, intake) -> new MetricWrite(ingest, form, identity, intake);
    }

    @Override
    public void admit(ClusterIntake intake) throws RefusedWrite {
        WriteRoute.requireSampleRate(intake);
    }

    private final class Form implements MetricForm {
        private final OtlpBody form;

        Form(OtlpBody form) {
            this.form = form;
        }

        @Override
        public int decode(byte[] body, int length, IntakeSink sink, ReservedMemory memory) throws RefusedWrite {
            try {
                int messageLength = unpacking.unpack(form.packing(), body, length, memory);
                OtlpDeltas deltas = ingest.settings().otlp().deltaToCumulative() ? sink.deltas() : null;
                OtlpReport report = form.json()
                        ? reader.readJson(unpacking.message(), 0, messageLength, sink, deltas)
                        : reader.read(unpacking.message(), 0, messageLength, sink, deltas);
                sink.addedUp(report.pointsAdded());
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
            byte[] answer = form.json()
                    ? OtlpAnswer.json(stored.refused(), stored.problem())
                    : OtlpAnswer.message(stored.refused(), stored.problem());
            context.response().setStatusCode(200)
                    .putHeader("Content-Type", form.json() ? OtlpBody.JSON : OtlpBody.PROTOBUF)
                    .end(Buffer.buffer(answer));
        }
    }
}
