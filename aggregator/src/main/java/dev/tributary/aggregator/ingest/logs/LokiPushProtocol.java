package dev.tributary.aggregator.ingest.logs;

import dev.tributary.aggregator.ingest.ClusterIntake;
import dev.tributary.aggregator.ingest.Ingest;
import dev.tributary.aggregator.ingest.Packing;
import dev.tributary.aggregator.ingest.RefusalReason;
import dev.tributary.aggregator.ingest.RefusedWrite;
import dev.tributary.aggregator.ingest.ReservedMemory;
import dev.tributary.aggregator.ingest.Unpacking;
import dev.tributary.aggregator.ingest.WriteForm;
import dev.tributary.aggregator.ingest.WriteProtocol;
import dev.tributary.model.port.LogSink;
import dev.tributary.model.port.LogWriteReport;
import dev.tributary.runtime.http.HttpFailure;
import dev.tributary.wire.lokipush.LokiPushFormat;
import dev.tributary.wire.lokipush.LokiPushReader;
import dev.tributary.wire.lokipush.MalformedLokiPushException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Loki's push: protobuf in a snappy block, or JSON. */
final class LokiPushProtocol implements WriteProtocol {
    private final String path;
    private final LogWrites writes;
    private final Unpacking unpacking;
    private final LokiPushReader reader = new LokiPushReader();

    LokiPushProtocol(String path, Ingest ingest, LogWrites writes) {
        this.path = path;
        this.writes = writes;
        unpacking = new Unpacking(ingest);
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String name() {
        return "Loki push";
    }

    @Override
    public WriteForm form(HttpServerRequest request) throws RefusedWrite {
        LokiPushFormat format = format(request.getHeader("Content-Type"));
        return writes.of(new Form(format, packing(format, request.getHeader("Content-Encoding"))));
    }

    private static LokiPushFormat format(@Nullable String contentType) throws RefusedWrite {
        try {
            return LokiPushFormat.of(contentType);
        } catch (IllegalArgumentException e) {
            throw new RefusedWrite(RefusalReason.UNSUPPORTED, 415, String.valueOf(e.getMessage()));
        }
    }

    /** Protobuf always comes as a snappy block, whether the header says so or not. */
    private static Packing packing(LokiPushFormat format, @Nullable String header) throws RefusedWrite {
        Packing packing = Packing.of(header);
        if (format == LokiPushFormat.PROTOBUF && (packing == Packing.PLAIN || packing == Packing.SNAPPY)) {
            return Packing.SNAPPY;
        }
        if (format == LokiPushFormat.JSON && packing != null && packing != Packing.ZSTD) {
            return packing;
        }
        throw new RefusedWrite(RefusalReason.UNSUPPORTED, 415, "Content-Encoding \"" + header
                + "\" not supported; supported are snappy for protobuf, and gzip, deflate and snappy for JSON");
    }

    @Override
    public void admit(ClusterIntake intake) throws RefusedWrite {
        LogWrites.admit(intake);
    }

    private final class Form implements LogForm {
        private final LokiPushFormat format;
        private final Packing packing;

        Form(LokiPushFormat format, Packing packing) {
            this.format = format;
            this.packing = packing;
        }

        @Override
        public int decode(byte[] body, int length, LogSink sink, ReservedMemory memory) throws RefusedWrite {
            try {
                int messageLength = unpacking.unpack(packing, body, length, memory);
                StreamCount counted = new StreamCount(sink);
                reader.read(format, unpacking.message(), 0, messageLength, counted);
                if (counted.streams() == 0) {
                    throw new RefusedWrite(RefusalReason.MALFORMED, 422,
                            "error at least one valid stream is required for ingestion");
                }
                return messageLength;
            } catch (MalformedLokiPushException e) {
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
                context.fail(new HttpFailure(400, partial(report)));
            }
        }
    }

    /** What was refused, and that the rest is stored. */
    static String partial(LogWriteReport report) {
        return "%s\nrefused %d of %d entries, the others are stored".formatted(report.problem(), report.refused(),
                report.refused() + report.entries());
    }
}
