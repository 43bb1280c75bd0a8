package dev.tributary.queryapi.remoteread;

import java.util.List;
import java.util.Map;

import dev.tributary.model.SampleColumns;
import dev.tributary.model.port.MetricReader;
import dev.tributary.model.port.SeriesQuery;
import dev.tributary.model.port.SeriesSelection;
import dev.tributary.model.port.StoredSeries;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;
import dev.tributary.queryapi.endpoint.Endpoint;
import dev.tributary.queryapi.endpoint.ErrorForm;
import dev.tributary.queryapi.endpoint.Reply;
import dev.tributary.queryapi.endpoint.RouteSpec;
import dev.tributary.queryapi.endpoint.RouteSpec.Work;
import dev.tributary.queryapi.json.ByteSink;
import dev.tributary.queryapi.query.LookupTurns;
import dev.tributary.wire.compression.SnappyBlock;
import dev.tributary.wire.compression.SnappyException;
import dev.tributary.wire.remoteread.ChunkedResponseWriter;
import dev.tributary.wire.remoteread.MalformedRemoteReadException;
import dev.tributary.wire.remoteread.ReadQuery;
import dev.tributary.wire.remoteread.ReadRequest;
import dev.tributary.wire.remoteread.ReadRequestReader;
import dev.tributary.wire.remoteread.ReadResponseType;
import dev.tributary.wire.remoteread.SampledResponseWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /api/v1/read}: the raw samples that some selectors find, stale markers included. Streamed chunks need memory for
 * one series; the older form of one message holds everything, so it is limited.
 */
public final class RemoteReadRoute implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteReadRoute.class);

    /** Far beyond any list of selectors. */
    private static final int REQUEST_BYTES_MAX = 16 << 20;

    private final MetricReader reader;
    private final LookupTurns turns;
    private final long samplesMax;

    /**
     * The route.
     *
     * @param samplesMax samples of one answer that is not streamed
     */
    public RemoteReadRoute(MetricReader reader, LookupTurns turns, long samplesMax) {
        this.reader = reader;
        this.turns = turns;
        this.samplesMax = samplesMax;
    }

    @Override
    public RouteSpec spec() {
        return RouteSpec.get("/api/v1/read", Work.LIGHT, "Remote read: a snappy-compressed prometheus.ReadRequest in,"
                + " samples or streamed chunks out.").methods("POST")
                .content("application/x-protobuf", "application/x-protobuf");
    }

    @Override
    public ErrorForm errors() {
        return ErrorForm.LINE;
    }

    @Override
    public Reply answer(ApiRequest request) {
        ReadRequest asked = decode(request.body().bytes());
        return switch (asked.responseType()) {
            case SAMPLES -> samples(asked, request);
            case STREAMED_XOR_CHUNKS ->
                new Reply.Stream(ReadResponseType.STREAMED_XOR_CHUNKS.contentType(), Map.of(), false,
                        out -> turns.take(request.cancellation(), () -> stream(asked, request, out)));
        };
    }

    private static ReadRequest decode(byte[] body) {
        try {
            return ReadRequestReader.read(SnappyBlock.decompress(body, 0, body.length, REQUEST_BYTES_MAX));
        } catch (SnappyException | MalformedRemoteReadException e) {
            throw ApiException.badData(String.valueOf(e.getMessage()));
        }
    }

    private Reply samples(ReadRequest asked, ApiRequest request) {
        byte[] message = turns.take(request.cancellation(), () -> {
            SampledResponseWriter writer = new SampledResponseWriter();
            long[] total = new long[1];
            for (ReadQuery query : asked.queries()) {
                writer.query();
                read(query, request, (series, samples) -> {
                    total[0] += samples.size();
                    if (total[0] > samplesMax) {
                        throw ApiException.badData("exceeded sample limit (" + samplesMax + ")");
                    }
                    writer.series(series.labels(), samples);
                });
            }
            return writer.toMessage();
        });
        byte[] body = SnappyBlock.compress(message);
        return new Reply.Stream(ReadResponseType.SAMPLES.contentType(),
                Map.of("Content-Encoding", ReadResponseType.SAMPLES.contentEncoding()), false,
                out -> out.write(body, 0, body.length));
    }

    /** Writes the frames and says how many series were sent. */
    private int stream(ReadRequest asked, ApiRequest request, ByteSink out) {
        ChunkedResponseWriter writer = new ChunkedResponseWriter(ChunkedResponseWriter.FRAME_BYTES_DEFAULT,
                frame -> out.write(frame, 0, frame.length));
        int sent = 0;
        for (int i = 0; i < asked.queries().size(); i++) {
            int index = i;
            sent += read(asked.queries().get(i), request,
                    (series, samples) -> writer.series(index, series.labels(), samples));
        }
        return sent;
    }

    @FunctionalInterface
    private interface SeriesVisitor {
        void visit(StoredSeries series, SampleColumns samples);
    }

    private int read(ReadQuery query, ApiRequest request, SeriesVisitor visitor) {
        int found = 0;
        SeriesQuery range = new SeriesQuery(query.matchers(), query.startMillis(), query.endMillis(), 0);
        SampleColumns samples = new SampleColumns();
        try (SeriesSelection selection = request.access().narrow(reader).select(range)) {
            warn(selection.warnings());
            for (StoredSeries series : selection.series()) {
                request.cancellation().check();
                samples.clear();
                series.read(query.startMillis(), query.endMillis(), samples);
                if (samples.size() > 0) {
                    visitor.visit(series, samples);
                    found++;
                }
            }
        }
        return found;
    }

    /** The protocol has no place for warnings. */
    private static void warn(List<String> warnings) {
        if (!warnings.isEmpty()) {
            LOG.warn("remote read with warnings warnings={}", warnings);
        }
    }
}
