package dev.tributary.wire.remotewrite;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.wire.prompb.MetadataTypes;
import dev.tributary.wire.prompb.TimeSeriesWriter;
import dev.tributary.wire.protobuf.ProtoWriter;

/** Writes {@code prometheus.WriteRequest}. Start timestamps are left out: 1.0 has no field for them. */
final class RequestV1Writer implements RequestWriter {
    private final ProtoWriter out = new ProtoWriter();
    private final ProtoWriter part = new ProtoWriter();
    private final TimeSeriesWriter series = new TimeSeriesWriter();
    private boolean open;

    @Override
    public void series(LabelSlices labels) {
        finishSeries();
        series.start(labels);
        open = true;
    }

    @Override
    public void sample(long timestampMillis, double value, long startMillis) {
        series.sample(timestampMillis, value);
    }

    @Override
    public void histogram(long timestampMillis, NativeHistogram histogram, long startMillis) {
        series.histogram(timestampMillis, histogram);
    }

    @Override
    public void exemplar(Exemplar exemplar) {
        series.exemplar(exemplar);
    }

    @Override
    public void metadata(MetricMetadata metadata) {
        finishSeries();
        part.reset();
        part.varintField(1, MetadataTypes.number(metadata.type()));
        part.stringFieldUnlessEmpty(2, metadata.family());
        part.stringFieldUnlessEmpty(4, metadata.help());
        part.stringFieldUnlessEmpty(5, metadata.unit());
        out.messageField(3, part);
    }

    private void finishSeries() {
        if (open) {
            series.finish(out, 1);
            open = false;
        }
    }

    @Override
    public byte[] toMessage() {
        finishSeries();
        return out.toByteArray();
    }

    @Override
    public int size() {
        return out.size() + (open ? series.size() + ProtoWriter.varintSize(series.size()) + 1 : 0);
    }

    @Override
    public void reset() {
        out.reset();
        open = false;
    }
}
