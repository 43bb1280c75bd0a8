package dev.tributary.wire.remotewrite;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelFingerprint;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.port.SampleSink;
import dev.tributary.wire.prompb.HistogramReader;
import dev.tributary.wire.prompb.SampleReader;
import dev.tributary.wire.prompb.TimeSeriesReader;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/**
 * Reads {@code io.prometheus.write.v2.Request}: symbols 4, series 5. The message is walked twice, since protobuf lets
 * symbols follow the series that refer to them; so is each series, since its samples may stand in front of its labels.
 */
final class RequestV2Reader implements RequestReader {
    private static final int SYMBOL_TAG = 4 << 3 | WireType.BYTES;
    private static final int SERIES_TAG = 5 << 3 | WireType.BYTES;

    private final ProtoReader in;
    private final SymbolRanges symbols;
    private final SeriesMetadata metadata;
    private final LabelSlices labels = new LabelSlices();
    private final LabelFingerprint fingerprint = new LabelFingerprint();
    private final SampleReader sample;
    private final HistogramReader histogram;
    private long series;

    private int labelsMax;
    /** Reference of a label name whose value is still to come, or -1. */
    private int openName;
    /** Reference of the metric name, or -1. */
    private int metricName;

    RequestV2Reader(ProtoReader in) {
        this.in = in;
        symbols = new SymbolRanges(in);
        metadata = new SeriesMetadata(in, symbols);
        sample = new SampleReader(in);
        histogram = new HistogramReader(in);
    }

    @Override
    public long seriesRead() {
        return series;
    }

    @Override
    public void read(SampleSink sink) throws MalformedProtobufException {
        series = 0;
        metadata.clearMessage();
        int from = in.position();
        readSymbols();
        symbols.makeFingerprints();
        in.seek(from);
        while (!in.atEnd()) {
            int tag = in.tag();
            if (tag == SERIES_TAG) {
                readSeries(sink);
                series++;
            } else {
                in.skip(tag);
            }
        }
    }

    private void readSymbols() throws MalformedProtobufException {
        symbols.clear();
        while (!in.atEnd()) {
            int tag = in.tag();
            int field = ProtoReader.field(tag);
            if (field <= 3) {
                throw in.malformed(
                        "field " + field + " belongs to remote write 1.0, but the content type says 2.0");
            }
            if (field <= 5) {
                in.require(tag, WireType.BYTES);
            }
            if (tag == SYMBOL_TAG) {
                symbols.read();
            } else {
                in.skip(tag);
            }
        }
    }

    private void readSeries(SampleSink sink) throws MalformedProtobufException {
        int outer = in.enter();
        int from = in.position();
        readLabels();
        if (metricName >= 0) {
            metadata.report(metricName, sink);
        }
        if (!sink.startKnown(fingerprint.high(), fingerprint.low())) {
            sink.series(labels);
        }
        in.seek(from);
        readSamples(sink);
        in.leave(outer);
    }

    /** Collects labels and metadata, and refuses a series that has both samples and histograms. */
    private void readLabels() throws MalformedProtobufException {
        labels.reset(in.bytes());
        fingerprint.reset();
        labelsMax = TimeSeriesReader.LABELS_MAX;
        metadata.clearSeries();
        openName = -1;
        metricName = -1;
        boolean samples = false;
        boolean histograms = false;
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> labelRefs(tag);
                case 5 -> {
                    in.require(tag, WireType.BYTES);
                    metadata.read();
                }
                default -> {
                    samples |= ProtoReader.field(tag) == 2;
                    histograms |= ProtoReader.field(tag) == 3;
                    in.skip(tag);
                }
            }
        }
        if (openName >= 0) {
            throw in.malformed("label references are odd in number: the last name has no value");
        }
        if (samples && histograms) {
            throw in.malformed("a series has both samples and histograms");
        }
    }

    private void labelRefs(int tag) throws MalformedProtobufException {
        if ((tag & 7) == WireType.VARINT) {
            labelRef(symbols.reference());
            return;
        }
        in.require(tag, WireType.BYTES);
        int outer = in.enter();
        if (openName >= 0 && !in.atEnd()) {
            labelRef(symbols.reference());
        }
        while (!in.atEnd()) {
            int name = symbols.reference();
            if (in.atEnd()) {
                openName = name;
            } else {
                label(name, symbols.reference());
            }
        }
        in.leave(outer);
    }

    private void labelRef(int reference) throws MalformedProtobufException {
        if (openName < 0) {
            openName = reference;
        } else {
            label(openName, reference);
            openName = -1;
        }
    }

    private void label(int name, int value) throws MalformedProtobufException {
        if (labels.size() == labelsMax) {
            throw in.malformed("more than " + labelsMax + " labels in one series or exemplar");
        }
        if (name == symbols.nameSymbol()) {
            metricName = value;
        }
        symbols.addTo(fingerprint, name);
        symbols.addTo(fingerprint, value);
        labels.add(symbols.offset(name), symbols.length(name), symbols.offset(value), symbols.length(value));
    }

    private void readSamples(SampleSink sink) throws MalformedProtobufException {
        while (!in.atEnd()) {
            int tag = in.tag();
            int field = ProtoReader.field(tag);
            if (field >= 2 && field <= 4) {
                in.require(tag, WireType.BYTES);
            }
            switch (field) {
                case 2 -> sample.read(sink);
                case 3 -> histogram.read(sink);
                case 4 -> sink.exemplar(exemplar());
                default -> in.skip(tag);
            }
        }
    }

    /** Reads labels_refs 1, value 2, timestamp 3. */
    private Exemplar exemplar() throws MalformedProtobufException {
        int outer = in.enter();
        // The series' labels have reached the sink, so their buffer is free.
        labels.reset(in.bytes());
        labelsMax = TimeSeriesReader.EXEMPLAR_LABELS_MAX;
        double value = 0;
        long timestamp = 0;
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> labelRefs(tag);
                case 2 -> {
                    in.require(tag, WireType.FIXED64);
                    value = in.float64();
                }
                case 3 -> {
                    in.require(tag, WireType.VARINT);
                    timestamp = in.varint();
                }
                default -> in.skip(tag);
            }
        }
        if (openName >= 0) {
            throw in.malformed("label references of an exemplar are odd in number");
        }
        in.leave(outer);
        return new Exemplar(labels.toLabels(), value, timestamp);
    }
}
