package dev.tributary.wire.prompb;

import dev.tributary.model.LabelFingerprint;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.port.SampleSink;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/**
 * Reads {@code prometheus.TimeSeries}: labels 1, samples 2, exemplars 3, histograms 4. The message is walked twice,
 * because samples may stand in front of labels; labels become ranges of the message itself. Reusable, for one thread.
 */
public final class TimeSeriesReader {
    /** Labels of one series; more is refused, since receivers sort labels in square time. */
    public static final int LABELS_MAX = 1024;

    /** Labels of one exemplar: a valid one has at most 128 characters in all its names and values. */
    public static final int EXEMPLAR_LABELS_MAX = 64;

    private final ProtoReader in;
    private final LabelSlices labels = new LabelSlices();
    private final LabelMessages messages;
    private final LabelFingerprint fingerprint = new LabelFingerprint();
    private final SampleReader sample;
    private final HistogramReader histogram;
    private final ExemplarReader exemplar;

    public TimeSeriesReader(ProtoReader in) {
        this.in = in;
        messages = new LabelMessages(in, labels, LABELS_MAX);
        sample = new SampleReader(in);
        histogram = new HistogramReader(in);
        exemplar = new ExemplarReader(in);
    }

    /** Hands the series at the cursor to the sink. */
    public void read(SampleSink sink) throws MalformedProtobufException {
        int outer = in.enter();
        int start = in.position();
        int rest = messages.skipRun();
        if (!isKnown(start, rest, sink)) {
            in.seek(start);
            rest = readLabels();
            sink.series(labels);
        }
        in.seek(rest);
        readRest(sink);
        in.leave(outer);
    }

    /** True when all labels stand in the range and the sink knows the series by its bytes: then no label is looked at. */
    private boolean isKnown(int from, int to, SampleSink sink) throws MalformedProtobufException {
        in.seek(to);
        while (!in.atEnd()) {
            int tag = in.tag();
            if (ProtoReader.field(tag) == 1) {
                return false;
            }
            in.skip(tag);
        }
        fingerprint.reset();
        fingerprint.add(in.bytes(), from, to);
        return sink.startKnown(fingerprint.high(), fingerprint.low());
    }

    /** Collects the labels wherever they stand; gives the position of the first field that is none. */
    private int readLabels() throws MalformedProtobufException {
        messages.start();
        messages.readRun();
        int rest = -1;
        while (!in.atEnd()) {
            int before = in.position();
            int tag = in.tag();
            if (ProtoReader.field(tag) == 1) {
                messages.readOne(tag);
            } else {
                in.skip(tag);
                rest = rest < 0 ? before : rest;
            }
        }
        messages.finish();
        return rest < 0 ? in.limit() : rest;
    }

    private void readRest(SampleSink sink) throws MalformedProtobufException {
        while (!in.atEnd()) {
            int tag = in.tag();
            int field = ProtoReader.field(tag);
            if (field <= 4) {
                in.require(tag, WireType.BYTES);
            }
            switch (field) {
                case 2 -> sample.read(sink);
                case 3 -> sink.exemplar(exemplar.read());
                case 4 -> histogram.read(sink);
                default -> in.skip(tag);
            }
        }
    }
}
