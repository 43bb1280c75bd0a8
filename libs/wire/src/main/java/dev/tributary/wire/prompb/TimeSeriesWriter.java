package dev.tributary.wire.prompb;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.NativeHistogram;
import dev.tributary.wire.protobuf.ProtoWriter;
import dev.tributary.wire.protobuf.WireType;

/** Writes {@code prometheus.TimeSeries} messages; the counterpart of {@link TimeSeriesReader}. Reusable, for one thread. */
public final class TimeSeriesWriter {
    private final ProtoWriter series = new ProtoWriter();
    private final ProtoWriter part = new ProtoWriter();
    private final ProtoWriter label = new ProtoWriter();
    private final HistogramWriter histogram = new HistogramWriter();

    /** Starts a series, forgetting the one before. */
    public void start(LabelSlices labels) {
        series.reset();
        for (int i = 0; i < labels.size(); i++) {
            int name = labels.nameLength(i);
            int value = labels.valueLength(i);
            series.tag(1, WireType.BYTES);
            series.varint(2 + ProtoWriter.varintSize(name) + name + ProtoWriter.varintSize(value) + value);
            series.bytesField(1, labels.bytes(), labels.nameOffset(i), name);
            series.bytesField(2, labels.bytes(), labels.valueOffset(i), value);
        }
    }

    public void sample(long timestampMillis, double value) {
        SampleWriter.write(series, 2, timestampMillis, value, 0);
    }

    public void histogram(long timestampMillis, NativeHistogram value) {
        histogram.write(series, 4, timestampMillis, value, 0);
    }

    public void exemplar(Exemplar exemplar) {
        part.reset();
        exemplar.labels().forEach((name, value) -> {
            label.reset();
            label.stringField(1, name);
            label.stringField(2, value);
            part.messageField(1, label);
        });
        part.float64Field(2, exemplar.value());
        part.varintField(3, exemplar.timestampMillis());
        series.messageField(3, part);
    }

    /** Bytes of the series so far. */
    public int size() {
        return series.size();
    }

    /** Appends the series as a nested message. */
    public void finish(ProtoWriter out, int field) {
        out.messageField(field, series);
    }
}
