package dev.tributary.wire.lokipush;

import java.nio.charset.StandardCharsets;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.port.LogSink;
import dev.tributary.wire.prompb.LabelMessages;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.ProtoTimestamp;
import dev.tributary.wire.protobuf.Utf8;
import dev.tributary.wire.protobuf.WireType;

/**
 * Reads {@code logproto.PushRequest}: streams 1 of labels 1 (a selector text) and entries 2, which have timestamp 1, line 2 and
 * structured metadata 3. A stream is walked twice, since its entries may stand in front of its labels. Reusable, for one
 * thread.
 */
final class ProtobufPushReader {
    private final ProtoReader in = new ProtoReader();
    private final LabelSlices labels = new LabelSlices();
    private final LabelSlices metadata = new LabelSlices();
    private final StreamSelector selector = new StreamSelector(LokiPushReader.LABELS_MAX);
    private final LabelMessages pairs = new LabelMessages(in, metadata, LokiPushReader.LABELS_MAX);
    private long streams;

    /** Streams of the current request that reached the sink whole. */
    long streamsRead() {
        return streams;
    }

    void read(byte[] request, int offset, int length, LogSink sink)
            throws MalformedProtobufException, MalformedLokiPushException {
        in.reset(request, offset, length);
        streams = 0;
        while (!in.atEnd()) {
            int tag = in.tag();
            if (ProtoReader.field(tag) == 1) {
                in.require(tag, WireType.BYTES);
                stream(sink);
                streams++;
            } else {
                in.skip(tag);
            }
        }
    }

    private void stream(LogSink sink) throws MalformedProtobufException, MalformedLokiPushException {
        int outer = in.enter();
        int from = in.position();
        readLabels();
        sink.stream(labels);
        in.seek(from);
        while (!in.atEnd()) {
            int tag = in.tag();
            if (ProtoReader.field(tag) == 2) {
                in.require(tag, WireType.BYTES);
                entry(sink);
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private void readLabels() throws MalformedProtobufException, MalformedLokiPushException {
        int textFrom = in.position();
        int textTo = textFrom;
        while (!in.atEnd()) {
            int tag = in.tag();
            if (ProtoReader.field(tag) == 1) {
                in.require(tag, WireType.BYTES);
                int length = in.length();
                textFrom = in.position();
                textTo = textFrom + length;
                in.requireUtf8(textFrom, textTo);
                in.seek(textTo);
            } else {
                in.skip(tag);
            }
        }
        selector.read(in.bytes(), textFrom, textTo, labels);
    }

    private void entry(LogSink sink) throws MalformedProtobufException {
        int outer = in.enter();
        long nanos = 0;
        int line = in.position();
        int lineLength = 0;
        pairs.start();
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> nanos = ProtoTimestamp.nanos(in, tag);
                case 2 -> {
                    in.require(tag, WireType.BYTES);
                    lineLength = in.length();
                    line = in.position();
                    in.seek(line + lineLength);
                }
                case 3 -> pairs.readOne(tag);
                default -> in.skip(tag);
            }
        }
        pairs.finish();
        in.leave(outer);
        if (Utf8.isValid(in.bytes(), line, line + lineLength)) {
            sink.entry(nanos, in.bytes(), line, lineLength, metadata);
        } else {
            // Programs log any bytes: what is no text is shown as such rather than the line lost.
            byte[] shown = new String(in.bytes(), line, lineLength, StandardCharsets.UTF_8)
                    .getBytes(StandardCharsets.UTF_8);
            sink.entry(nanos, shown, 0, shown.length, metadata);
        }
    }
}
