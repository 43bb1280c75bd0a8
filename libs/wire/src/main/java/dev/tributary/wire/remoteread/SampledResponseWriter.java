package dev.tributary.wire.remoteread;

import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.SampleColumns;
import dev.tributary.wire.prompb.TimeSeriesWriter;
import dev.tributary.wire.protobuf.ProtoWriter;

/** Writes {@code prometheus.ReadResponse}: a result per query, in the request's order. */
public final class SampledResponseWriter {
    private final ProtoWriter out = new ProtoWriter();
    private final ProtoWriter result = new ProtoWriter();
    private final TimeSeriesWriter writer = new TimeSeriesWriter();
    private final LabelSlices slices = new LabelSlices();
    private boolean open;

    /** Starts the result of the next query. */
    public void query() {
        finishResult();
        result.reset();
        open = true;
    }

    /** Adds a series with its samples to the current result. */
    public void series(Labels labels, SampleColumns samples) {
        if (!open) {
            throw new IllegalStateException("a series belongs to a query, but none was started");
        }
        slices.set(labels);
        writer.start(slices);
        for (int i = 0; i < samples.size(); i++) {
            NativeHistogram histogram = samples.histogram(i);
            if (histogram == null) {
                writer.sample(samples.timestamp(i), samples.value(i));
            } else {
                writer.histogram(samples.timestamp(i), histogram);
            }
        }
        writer.finish(result, 1);
    }

    private void finishResult() {
        if (open) {
            out.messageField(1, result);
            open = false;
        }
    }

    /** Bytes of the response so far. */
    public int size() {
        return out.size() + (open ? result.size() : 0);
    }

    /** The whole message, not yet compressed. */
    public byte[] toMessage() {
        finishResult();
        return out.toByteArray();
    }
}
