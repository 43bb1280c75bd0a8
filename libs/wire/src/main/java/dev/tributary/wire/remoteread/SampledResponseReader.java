package dev.tributary.wire.remoteread;

import dev.tributary.wire.prompb.TimeSeriesReader;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/** Reads {@code prometheus.ReadResponse} straight into a sink. Reusable, for one thread. */
public final class SampledResponseReader {
    private final ProtoReader in = new ProtoReader();
    private final TimeSeriesReader series = new TimeSeriesReader(in);

    /**
     * Reads a decompressed message.
     *
     * @throws MalformedRemoteReadException for a message that breaks its schema; what stood before has reached the sink
     */
    public void read(byte[] message, int offset, int length, ReadResponseSink sink)
            throws MalformedRemoteReadException {
        in.reset(message, offset, length);
        try {
            for (int query = 0; !in.atEnd();) {
                int tag = in.tag();
                if (ProtoReader.field(tag) == 1) {
                    in.require(tag, WireType.BYTES);
                    sink.query(query++);
                    result(sink);
                } else {
                    in.skip(tag);
                }
            }
        } catch (MalformedProtobufException e) {
            throw new MalformedRemoteReadException("remote read response: " + e.getMessage(), e.isCut());
        }
    }

    private void result(ReadResponseSink sink) throws MalformedProtobufException {
        int outer = in.enter();
        while (!in.atEnd()) {
            int tag = in.tag();
            if (ProtoReader.field(tag) == 1) {
                in.require(tag, WireType.BYTES);
                series.read(sink);
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }
}
