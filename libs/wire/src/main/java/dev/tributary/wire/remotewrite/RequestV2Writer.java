package dev.tributary.wire.remotewrite;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.NativeHistogram;
import dev.tributary.wire.prompb.HistogramWriter;
import dev.tributary.wire.prompb.SampleWriter;
import dev.tributary.wire.protobuf.ProtoWriter;

/** Writes {@code io.prometheus.write.v2.Request}. */
final class RequestV2Writer implements RequestWriter {
    private static final byte[] NAME = Labels.NAME.getBytes(StandardCharsets.UTF_8);

    /** What the current series holds so far; samples and histograms must not share one. */
    private enum Holds {
        NOTHING, SAMPLES, HISTOGRAMS
    }

    private final SymbolTable symbols = new SymbolTable();
    private final FamilyMetadata metadata = new FamilyMetadata(symbols);
    private final ProtoWriter finished = new ProtoWriter();
    private final ProtoWriter series = new ProtoWriter();
    private final ProtoWriter part = new ProtoWriter();
    private final ProtoWriter refs = new ProtoWriter();
    private final HistogramWriter histogram = new HistogramWriter();
    private boolean open;
    private Holds holds = Holds.NOTHING;
    /** Bytes of labels and metadata in front of the current series' samples. */
    private int headSize;

    @Override
    public void series(LabelSlices labels) {
        finishSeries();
        series.reset();
        refs.reset();
        int metricName = 0;
        for (int i = 0; i < labels.size(); i++) {
            int value = symbols.valueNumber(labels, i);
            refs.varint(symbols.nameNumber(labels, i));
            refs.varint(value);
            if (isMetricName(labels, i)) {
                metricName = value;
            }
        }
        series.messageField(1, refs);
        metadata.write(metricName, series);
        headSize = series.size();
        open = true;
        holds = Holds.NOTHING;
    }

    private static boolean isMetricName(LabelSlices labels, int index) {
        int from = labels.nameOffset(index);
        return labels.nameLength(index) == NAME.length && labels.bytes()[from] == NAME[0]
                && Arrays.equals(labels.bytes(), from, from + NAME.length, NAME, 0, NAME.length);
    }

    @Override
    public void sample(long timestampMillis, double value, long startMillis) {
        switchTo(Holds.SAMPLES);
        SampleWriter.write(series, 2, timestampMillis, value, startMillis);
    }

    @Override
    public void histogram(long timestampMillis, NativeHistogram value, long startMillis) {
        switchTo(Holds.HISTOGRAMS);
        histogram.write(series, 3, timestampMillis, value, startMillis);
    }

    /** Splits the series where its kind changes: the head stands once more, then come the samples of the other kind. */
    private void switchTo(Holds kind) {
        if (holds != Holds.NOTHING && holds != kind) {
            finished.messageField(5, series);
            series.truncate(headSize);
        }
        holds = kind;
    }

    @Override
    public void exemplar(Exemplar exemplar) {
        refs.reset();
        exemplar.labels().forEach((name, value) -> {
            refs.varint(symbols.number(name));
            refs.varint(symbols.number(value));
        });
        part.reset();
        part.messageField(1, refs);
        part.float64Field(2, exemplar.value());
        part.varintField(3, exemplar.timestampMillis());
        series.messageField(4, part);
    }

    @Override
    public void metadata(MetricMetadata description) {
        finishSeries();
        metadata.put(description);
    }

    private void finishSeries() {
        if (open) {
            finished.messageField(5, series);
            open = false;
        }
    }

    @Override
    public byte[] toMessage() {
        finishSeries();
        part.reset();
        symbols.write(part);
        part.raw(finished.bytes(), 0, finished.size());
        return part.toByteArray();
    }

    @Override
    public int size() {
        int current = open ? series.size() + ProtoWriter.varintSize(series.size()) + 1 : 0;
        return symbols.size() + finished.size() + current;
    }

    @Override
    public void reset() {
        symbols.reset();
        metadata.reset();
        finished.reset();
        open = false;
    }
}
