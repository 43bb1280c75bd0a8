package dev.tributary.wire.exposition;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.NativeHistogram;
import dev.tributary.wire.exposition.ExpositionParser.Entry;
import dev.tributary.wire.exposition.MetricLabels.Part;
import dev.tributary.wire.prompb.LabelMessages;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;
import org.jspecify.annotations.Nullable;

/**
 * Reads one metric message (labels 1, gauge 2, counter 3, summary 4, untyped 5, timestamp 6, histogram 7) as the series it
 * stands for, one after another: a summary is its quantiles, sum and count, a classic histogram its buckets, sum and count.
 */
final class MetricReader {
    /** What comes next of the current metric. */
    private enum Step {
        VALUE, NATIVE, PARTS, INFINITE_BUCKET, SUM, COUNT, DONE
    }

    private final ProtoReader in;
    private final LabelSlices ranges = new LabelSlices();
    private final LabelMessages messages;
    private final boolean classicWithNative;
    private final MetricLabels series = new MetricLabels();
    private final FloatLabels floats = new FloatLabels();
    private final ProtoReader content = new ProtoReader();
    private final NumberFields number = new NumberFields();
    private final SummaryFields summary = new SummaryFields();
    private final QuantileFields quantile = new QuantileFields();
    private final HistogramFields distribution = new HistogramFields();
    private final BucketFields bucket = new BucketFields();
    private FamilyType type = FamilyType.COUNTER;
    private Step step = Step.DONE;
    private int contentFrom;
    private boolean infiniteBucket;

    private LabelSlices labels = new LabelSlices();
    private double value;
    private long timestampMillis;
    private long startMillis;
    private @Nullable NativeHistogram histogram;
    private List<Exemplar> exemplars = List.of();

    MetricReader(ProtoReader in, int labelsMax, boolean classicWithNative) {
        this.in = in;
        messages = new LabelMessages(in, ranges, labelsMax);
        this.classicWithNative = classicWithNative;
    }

    void startFamily(byte[] name, FamilyType familyType) {
        type = familyType;
        series.family(name, type == FamilyType.SUMMARY ? "quantile" : type.isHistogram() ? "le" : "");
    }

    /** Takes the metric message the cursor is set on. */
    void start() throws MalformedProtobufException {
        messages.start();
        messages.readRun();
        timestampMillis = 0;
        contentFrom = -1;
        while (!in.atEnd()) {
            int tag = in.tag();
            int field = ProtoReader.field(tag);
            if (field == 1) {
                messages.readOne(tag);
            } else if (field == type.valueField()) {
                in.require(tag, WireType.BYTES);
                int length = in.length();
                contentFrom = in.position();
                content.reset(in.bytes(), contentFrom, length);
                in.seek(contentFrom + length);
            } else if (field == 6) {
                in.require(tag, WireType.VARINT);
                timestampMillis = in.varint();
            } else {
                in.skip(tag);
            }
        }
        if (contentFrom < 0) {
            throw in.malformed("the metric has no value of its family's type " + type);
        }
        messages.finish();
        series.metric(ranges, messages.from(), messages.to());
        startContent();
    }

    private void startContent() throws MalformedProtobufException {
        exemplars = List.of();
        histogram = null;
        infiniteBucket = false;
        switch (type) {
            case COUNTER, GAUGE, UNTYPED -> {
                number.read(content);
                value = Canonical.nan(number.value());
                startMillis = number.startMillis();
                exemplars = number.exemplars();
                step = Step.VALUE;
            }
            case SUMMARY -> {
                summary.read(content);
                startMillis = summary.startMillis();
                step = Step.PARTS;
            }
            case HISTOGRAM, GAUGE_HISTOGRAM -> {
                distribution.read(content);
                startMillis = distribution.startMillis();
                step = distribution.isNative() ? Step.NATIVE : Step.PARTS;
            }
        }
        content.seek(contentFrom);
    }

    /** Moves to the next series of the metric; null when there is none. */
    @Nullable
    Entry next() throws MalformedProtobufException {
        while (true) {
            switch (step) {
                case VALUE -> {
                    labels = series.whole();
                    step = Step.DONE;
                    return Entry.SAMPLE;
                }
                case NATIVE -> {
                    nativeHistogram();
                    step = classicWithNative && distribution.hasClassicBuckets() ? Step.PARTS : Step.DONE;
                    return Entry.HISTOGRAM;
                }
                case PARTS -> {
                    if (nextPart()) {
                        return Entry.SAMPLE;
                    }
                    step = type == FamilyType.SUMMARY || infiniteBucket ? Step.SUM : Step.INFINITE_BUCKET;
                }
                case INFINITE_BUCKET -> {
                    part(series.of(Part.BUCKET, floats.text(Double.POSITIVE_INFINITY)), count(), Step.SUM);
                    return Entry.SAMPLE;
                }
                case SUM -> {
                    double sum = type == FamilyType.SUMMARY ? summary.sum() : distribution.sum();
                    part(series.of(Part.SUM), sum, Step.COUNT);
                    return Entry.SAMPLE;
                }
                case COUNT -> {
                    part(series.of(Part.COUNT), count(), Step.DONE);
                    return Entry.SAMPLE;
                }
                case DONE -> {
                    return null;
                }
            }
        }
    }

    private double count() {
        return type == FamilyType.SUMMARY ? summary.count() : distribution.count();
    }

    private void part(LabelSlices partLabels, double partValue, Step next) {
        labels = partLabels;
        value = Canonical.nan(partValue);
        histogram = null;
        exemplars = List.of();
        step = next;
    }

    private void nativeHistogram() throws MalformedProtobufException {
        labels = series.whole();
        exemplars = distribution.exemplars();
        if (exemplars.isEmpty() && distribution.hasClassicBuckets()) {
            exemplars = timedBucketExemplars();
        }
        try {
            histogram = distribution.toNative(type == FamilyType.GAUGE_HISTOGRAM);
        } catch (IllegalArgumentException e) {
            throw content.malformed(String.valueOf(e.getMessage()));
        }
    }

    /** What older clients have: exemplars at the classic buckets. A native histogram takes those with a time of their own. */
    private List<Exemplar> timedBucketExemplars() throws MalformedProtobufException {
        List<Exemplar> timed = new ArrayList<>();
        while (!content.atEnd()) {
            int tag = content.tag();
            if (ProtoReader.field(tag) == 3) {
                content.require(tag, WireType.BYTES);
                bucket.read(content);
                bucket.exemplars().stream().filter(e -> e.timestampMillis() != 0).forEach(timed::add);
            } else {
                content.skip(tag);
            }
        }
        content.seek(contentFrom);
        return List.copyOf(timed);
    }

    /** Walks to the next quantile or bucket, both field 3 of their message; false when there is none. */
    private boolean nextPart() throws MalformedProtobufException {
        while (!content.atEnd()) {
            int tag = content.tag();
            if (ProtoReader.field(tag) != 3) {
                content.skip(tag);
                continue;
            }
            content.require(tag, WireType.BYTES);
            if (type == FamilyType.SUMMARY) {
                quantile.read(content);
                part(series.of(Part.WHOLE, floats.text(quantile.bound())), quantile.value(), Step.PARTS);
            } else {
                bucket.read(content);
                infiniteBucket |= bucket.bound() == Double.POSITIVE_INFINITY;
                part(series.of(Part.BUCKET, floats.text(bucket.bound())), bucket.value(), Step.PARTS);
                exemplars = bucket.exemplars();
            }
            return true;
        }
        return false;
    }

    LabelSlices labels() {
        return labels;
    }

    double value() {
        return value;
    }

    /** The metric's own timestamp, 0 where it has none. */
    long timestampMillis() {
        return timestampMillis;
    }

    long startMillis() {
        return startMillis;
    }

    @Nullable
    NativeHistogram histogram() {
        return histogram;
    }

    List<Exemplar> exemplars() {
        return exemplars;
    }
}
