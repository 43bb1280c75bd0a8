package dev.tributary.wire.remotewrite;

import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.port.SampleSink;
import dev.tributary.wire.prompb.MetadataTypes;
import dev.tributary.wire.prompb.TimeSeriesReader;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/** Reads {@code prometheus.WriteRequest}: series 1, metadata 3. */
final class RequestV1Reader implements RequestReader {
    private final ProtoReader in;
    private final TimeSeriesReader timeSeries;
    private long series;

    RequestV1Reader(ProtoReader in) {
        this.in = in;
        timeSeries = new TimeSeriesReader(in);
    }

    @Override
    public long seriesRead() {
        return series;
    }

    @Override
    public void read(SampleSink sink) throws MalformedProtobufException {
        series = 0;
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> {
                    in.require(tag, WireType.BYTES);
                    timeSeries.read(sink);
                    series++;
                }
                case 3 -> {
                    in.require(tag, WireType.BYTES);
                    sink.metadata(metadata());
                }
                case 4, 5 -> throw in.malformed("field " + ProtoReader.field(tag)
                        + " belongs to remote write 2.0, but the content type says 1.0");
                default -> in.skip(tag);
            }
        }
    }

    private MetricMetadata metadata() throws MalformedProtobufException {
        int outer = in.enter();
        MetricType type = MetricType.UNKNOWN;
        String family = "";
        String help = "";
        String unit = "";
        while (!in.atEnd()) {
            int tag = in.tag();
            int field = ProtoReader.field(tag);
            if (field == 2 || field == 4 || field == 5) {
                in.require(tag, WireType.BYTES);
            }
            switch (field) {
                case 1 -> {
                    in.require(tag, WireType.VARINT);
                    type = MetadataTypes.fromNumber(in.varint());
                }
                case 2 -> family = in.string();
                case 4 -> help = in.string();
                case 5 -> unit = in.string();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        return new MetricMetadata(family, type, help, unit);
    }
}
