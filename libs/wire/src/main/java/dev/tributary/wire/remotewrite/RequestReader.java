package dev.tributary.wire.remotewrite;

import dev.tributary.model.port.SampleSink;
import dev.tributary.wire.protobuf.MalformedProtobufException;

/** Reads the request message of one version from a cursor set on it. */
sealed interface RequestReader permits RequestV1Reader, RequestV2Reader {
    void read(SampleSink sink) throws MalformedProtobufException;

    /** Series of the current message that reached the sink whole. */
    long seriesRead();
}
