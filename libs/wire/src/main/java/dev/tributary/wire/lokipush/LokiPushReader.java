package dev.tributary.wire.lokipush;

import dev.tributary.model.port.LogSink;
import dev.tributary.wire.protobuf.MalformedProtobufException;

/**
 * Decodes push requests straight into a sink: no object per entry in protobuf, one text buffer for all in JSON. What was
 * decoded before a malformed part has reached the sink already, so the caller discards its batch when this throws. Reusable,
 * for one thread.
 */
public final class LokiPushReader {
    /** Labels of one stream, and structured metadata of one entry; Loki's own limits are lower and the receiver's. */
    static final int LABELS_MAX = 1024;

    private final ProtobufPushReader protobuf = new ProtobufPushReader();
    private final JsonPushReader json = new JsonPushReader();

    /**
     * Decodes one decompressed request.
     *
     * @throws MalformedLokiPushException for bytes that break the form, with the place
     */
    public void read(LokiPushFormat format, byte[] request, int offset, int length, LogSink sink)
            throws MalformedLokiPushException {
        switch (format) {
            case PROTOBUF -> {
                try {
                    protobuf.read(request, offset, length, sink);
                } catch (MalformedProtobufException e) {
                    throw new MalformedLokiPushException("push request, behind " + protobuf.streamsRead()
                            + " whole streams: " + e.getMessage());
                }
            }
            case JSON -> json.read(request, offset, length, sink);
        }
    }
}
