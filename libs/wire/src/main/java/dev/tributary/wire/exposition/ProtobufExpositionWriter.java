package dev.tributary.wire.exposition;

import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.NativeHistogram;
import dev.tributary.model.text.EscapingScheme;
import dev.tributary.wire.prompb.HistogramSide;
import dev.tributary.wire.protobuf.ProtoWriter;
import dev.tributary.wire.protobuf.WireType;

/**
 * Writes delimited {@code io.prometheus.client.MetricFamily} messages. A family is held back until its length is known; one
 * that grows beyond a MiB goes on as a further message of the same name, so that memory stays bounded.
 */
public final class ProtobufExpositionWriter implements ExpositionWriter {
    private static final int FAMILY_BYTES_MAX = 1 << 20;

    private final EscapingScheme escaping;
    private final ProtoWriter out = new ProtoWriter();
    private final ProtoWriter family = new ProtoWriter();
    private final ProtoWriter metric = new ProtoWriter();
    private final ProtoWriter value = new ProtoWriter();
    private final ProtoWriter part = new ProtoWriter();
    private final ProtoWriter inner = new ProtoWriter();
    private FamilyType type = FamilyType.UNTYPED;
    private MetricType metricType = MetricType.UNKNOWN;
    private String unit = "";
    /** Bytes of name, help and type in front of the family's metrics; 0 before the first family. */
    private int headSize;

    public ProtobufExpositionWriter(EscapingScheme escaping) {
        this.escaping = escaping;
    }

    @Override
    public String contentType() {
        return "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited; escaping="
                + escaping.text();
    }

    @Override
    public void family(MetricMetadata metadata) {
        finishFamily();
        family.reset();
        metricType = metadata.type();
        type = FamilyType.of(metricType);
        unit = metadata.unit();
        family.stringField(1, escaping.escape(metadata.family()));
        family.stringFieldUnlessEmpty(2, metadata.help());
        family.tag(3, WireType.VARINT);
        family.varint(type.number());
        headSize = family.size();
    }

    private void finishFamily() {
        if (headSize > 0) {
            family.stringFieldUnlessEmpty(5, unit);
            out.varint(family.size());
            out.raw(family.bytes(), 0, family.size());
            headSize = 0;
        }
    }

    @Override
    public void sample(Labels labels, double number, SampleExtras extras) {
        FamilyType.requireNumber(metricType);
        value.reset();
        value.float64Field(1, number);
        if (type == FamilyType.COUNTER) {
            extras.exemplars().stream().limit(1).forEach(exemplar -> exemplar(2, exemplar));
            timestamp(value, 3, extras.startMillis());
        }
        metric(labels, extras);
    }

    @Override
    public void histogram(Labels labels, ClassicHistogram histogram, SampleExtras extras) {
        FamilyType.requireHistogram(metricType);
        value.reset();
        boolean integer = histogram.isInteger();
        count(value, 1, histogram.count(), integer);
        value.float64Field(2, histogram.sum());
        for (int i = 0; i < histogram.bounds().length; i++) {
            part.reset();
            count(part, 1, histogram.cumulativeCounts()[i], integer);
            part.float64Field(2, histogram.bounds()[i]);
            value.messageField(3, part);
        }
        timestamp(value, 15, extras.startMillis());
        metric(labels, extras);
    }

    @Override
    public void histogram(Labels labels, NativeHistogram histogram, SampleExtras extras) {
        FamilyType.requireHistogram(metricType);
        value.reset();
        boolean integer = histogram.isInteger();
        if (integer) {
            value.varintField(1, (long) histogram.count());
        } else {
            present(4, histogram.count());
        }
        value.float64Field(2, histogram.sum());
        value.zigzagField(5, histogram.schema());
        value.float64Field(6, histogram.zeroThreshold());
        if (integer) {
            value.varintField(7, (long) histogram.zeroCount());
        } else {
            present(8, histogram.zeroCount());
        }
        HistogramSide.write(value, part, 9, histogram.negativeSpans(), histogram.negativeBuckets(), integer);
        // One span of length 0 tells an empty native histogram from a classic one.
        boolean empty = histogram.negativeSpans().length == 0 && histogram.positiveSpans().length == 0;
        int[] positiveSpans = empty ? new int[]{0, 0} : histogram.positiveSpans();
        HistogramSide.write(value, part, 12, positiveSpans, histogram.positiveBuckets(), integer);
        timestamp(value, 15, extras.startMillis());
        extras.exemplars().forEach(exemplar -> exemplar(16, exemplar));
        metric(labels, extras);
    }

    /** Whole counts stand at a field as integers, others three fields on as floats. */
    private static void count(ProtoWriter target, int field, double count, boolean integer) {
        if (integer) {
            target.varintField(field, (long) count);
        } else {
            target.float64Field(field + 3, count);
        }
    }

    /** Writes a double even when it is zero: its presence says that the histogram counts in floats. */
    private void present(int field, double number) {
        value.tag(field, WireType.FIXED64);
        value.fixed64(Double.doubleToRawLongBits(number));
    }

    @Override
    public void summary(Labels labels, ExposedSummary summary, SampleExtras extras) {
        FamilyType.requireSummary(metricType);
        value.reset();
        value.varintField(1, (long) summary.count());
        value.float64Field(2, summary.sum());
        summary.quantiles().forEach((quantile, number) -> {
            part.reset();
            part.float64Field(1, quantile);
            part.float64Field(2, number);
            value.messageField(3, part);
        });
        timestamp(value, 4, extras.startMillis());
        metric(labels, extras);
    }

    private void exemplar(int field, Exemplar exemplar) {
        part.reset();
        labels(part, exemplar.labels(), EscapingScheme.ALLOW_UTF8);
        part.float64Field(2, exemplar.value());
        timestamp(part, 3, exemplar.timestampMillis());
        value.messageField(field, part);
    }

    private void timestamp(ProtoWriter target, int field, long millis) {
        if (millis != 0) {
            inner.reset();
            inner.varintField(1, Math.floorDiv(millis, 1000L));
            inner.varintField(2, Math.floorMod(millis, 1000L) * 1_000_000L);
            target.messageField(field, inner);
        }
    }

    private void labels(ProtoWriter target, Labels labels, EscapingScheme scheme) {
        labels.forEach((name, text) -> {
            inner.reset();
            inner.stringField(1, scheme.escape(name));
            inner.stringField(2, text);
            target.messageField(1, inner);
        });
    }

    /** Appends the metric whose value was collected. */
    private void metric(Labels labels, SampleExtras extras) {
        metric.reset();
        labels(metric, labels, escaping);
        metric.messageField(type.valueField(), value);
        metric.varintField(6, extras.timestampMillis());
        if (family.size() > headSize && family.size() + metric.size() > FAMILY_BYTES_MAX) {
            startAnother();
        }
        family.messageField(4, metric);
    }

    private void startAnother() {
        int head = headSize;
        finishFamily();
        family.truncate(head);
        headSize = head;
    }

    @Override
    public int size() {
        return out.size();
    }

    @Override
    public byte[] take() {
        byte[] bytes = out.toByteArray();
        out.reset();
        return bytes;
    }

    @Override
    public void end() {
        finishFamily();
    }
}
