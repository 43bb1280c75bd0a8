package dev.tributary.wire.lokipush;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.port.LogSink;
import dev.tributary.model.text.GoQuote;
import dev.tributary.model.text.Names;
import dev.tributary.wire.protobuf.ProtoWriter;

/**
 * Collects streams into one {@code logproto.PushRequest}, not yet compressed. Entries before the first stream are the caller's
 * mistake. Reusable after {@link #reset}, for one thread.
 */
public final class LokiPushWriter implements LogSink {
    private final ProtoWriter out = new ProtoWriter();
    private final ProtoWriter stream = new ProtoWriter();
    private final ProtoWriter entry = new ProtoWriter();
    private final ProtoWriter part = new ProtoWriter();
    private boolean open;

    @Override
    public void stream(LabelSlices labels) {
        finishStream();
        stream.reset();
        stream.stringField(1, selector(labels));
        open = true;
    }

    private static String selector(LabelSlices labels) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < labels.size(); i++) {
            text.append(i > 0 ? ", " : "");
            String name = labels.name(i);
            if (Names.isLegacyLabelName(name)) {
                text.append(name);
            } else {
                GoQuote.append(text, name);
            }
            text.append('=');
            GoQuote.append(text, labels.value(i));
        }
        return text.append('}').toString();
    }

    @Override
    public void entry(long timestampNanos, byte[] bytes, int offset, int length, LabelSlices metadata) {
        if (!open) {
            throw new IllegalStateException("an entry belongs to a stream, but none was started");
        }
        entry.reset();
        part.reset();
        part.varintField(1, Math.floorDiv(timestampNanos, 1_000_000_000L));
        part.varintField(2, Math.floorMod(timestampNanos, 1_000_000_000L));
        entry.messageField(1, part);
        entry.bytesField(2, bytes, offset, length);
        for (int i = 0; i < metadata.size(); i++) {
            part.reset();
            part.bytesField(1, metadata.bytes(), metadata.nameOffset(i), metadata.nameLength(i));
            part.bytesField(2, metadata.bytes(), metadata.valueOffset(i), metadata.valueLength(i));
            entry.messageField(3, part);
        }
        stream.messageField(2, entry);
    }

    private void finishStream() {
        if (open) {
            out.messageField(1, stream);
            open = false;
        }
    }

    /** The request collected so far; more streams may follow. */
    public byte[] toMessage() {
        finishStream();
        return out.toByteArray();
    }

    /** Bytes of the request so far, for callers that cut batches by size. */
    public int size() {
        return out.size() + (open ? stream.size() + ProtoWriter.varintSize(stream.size()) + 1 : 0);
    }

    /** Forgets everything, keeps the memory. */
    public void reset() {
        out.reset();
        open = false;
    }
}
