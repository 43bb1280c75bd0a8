package dev.tributary.wire.remotewrite;

import dev.tributary.model.port.SampleSink;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;

/**
 * Decodes remote-write messages straight into a sink: no object per sample and no string per label, only histograms,
 * exemplars and metadata become values. What was decoded before a malformed part has reached the sink already, so the
 * caller discards its batch when this throws. Fields not known are passed over. Reusable, for one thread.
 */
public final class RemoteWriteReader {
    private final ProtoReader in = new ProtoReader();
    private final RequestReader v1 = new RequestV1Reader(in);
    private final RequestReader v2 = new RequestV2Reader(in);

    /**
     * Decodes one decompressed message.
     *
     * @throws MalformedRemoteWriteException naming series and byte where the message breaks the protobuf format, its
     *                                       version's schema, or the rules for native histograms
     */
    public void read(RemoteWriteVersion version, byte[] message, int offset, int length, SampleSink sink)
            throws MalformedRemoteWriteException {
        RequestReader request = switch (version) {
            case V1 -> v1;
            case V2 -> v2;
        };
        in.reset(message, offset, length);
        try {
            request.read(sink);
        } catch (MalformedProtobufException e) {
            throw new MalformedRemoteWriteException("remote write " + version.protocol() + " message of " + length
                    + " bytes, behind " + request.seriesRead() + " whole series: " + e.getMessage());
        }
    }
}
