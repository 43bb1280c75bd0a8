package dev.tributary.wire.exposition;

import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.model.LabelSlices;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.NativeHistogram;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.Utf8;
import dev.tributary.wire.protobuf.WireType;
import org.jspecify.annotations.Nullable;

/**
 * Parses delimited {@code io.prometheus.client.MetricFamily} messages: name 1, help 2, type 3, metric 4, unit 5. Metrics are
 * handed on one by one as they arrive, so a family of any size passes; for that, name and type must stand in front of the
 * metrics, where every protobuf library writes them. A page that ends inside a family is cut.
 */
final class ProtobufParser implements ExpositionParser {
    private final FamilySource families;
    private final FamilyText family = new FamilyText();
    private final ProtoReader in = new ProtoReader();
    private final MetricReader metric;

    private boolean named;
    private FamilyType type = FamilyType.COUNTER;
    private long metrics;
    /** TYPE, HELP or UNIT came since the last {@link Entry#METADATA}. */
    private boolean described;
    private boolean inMetric;

    ProtobufParser(ExpositionLimits limits, boolean classicWithNative) {
        families = new FamilySource(limits.entryBytesMax());
        metric = new MetricReader(in, limits.labelsMax(), classicWithNative);
    }

    @Override
    public long line() {
        return 0;
    }

    @Override
    public void feed(byte[] bytes, int offset, int length) {
        families.feed(bytes, offset, length);
    }

    @Override
    public void end() {
        families.end();
    }

    @Override
    public Entry next() throws MalformedExpositionException {
        try {
            return nextEntry();
        } catch (MalformedProtobufException e) {
            throw new MalformedExpositionException("family " + families.familyNumber() + " ("
                    + family.metadata().family() + "), metric " + metrics + ": " + e.getMessage(), false);
        }
    }

    private Entry nextEntry() throws MalformedExpositionException, MalformedProtobufException {
        while (true) {
            if (inMetric) {
                Entry entry = metric.next();
                if (entry != null) {
                    return entry;
                }
                inMetric = false;
            }
            switch (families.next()) {
                case NOTHING -> {
                    return atEnd();
                }
                case FAMILY -> startFamily();
                case FIELD -> {
                    if (readField()) {
                        return Entry.METADATA;
                    }
                }
                case FAMILY_END -> {
                    requireName();
                    if (described) {
                        described = false;
                        return Entry.METADATA;
                    }
                }
            }
        }
    }

    private Entry atEnd() throws MalformedExpositionException {
        if (!families.isEnded()) {
            return Entry.NEED_BYTES;
        }
        if (!families.isBetweenFamilies()) {
            throw new MalformedExpositionException("the page is cut: it ends inside family " + families.familyNumber(),
                    true);
        }
        return Entry.END;
    }

    private void startFamily() {
        named = false;
        described = false;
        metrics = 0;
        type = FamilyType.COUNTER;
        family.clear();
        family.type(type.metricType());
    }

    /** Reads a field of the family; true when metadata has to be told before the first metric. */
    private boolean readField() throws MalformedProtobufException, MalformedExpositionException {
        int tag = families.tag();
        int field = ProtoReader.field(tag);
        in.reset(families.bytes(), families.contentFrom(), families.contentTo() - families.contentFrom());
        if (field >= 1 && field <= 5) {
            in.require(tag, field == 3 ? WireType.VARINT : WireType.BYTES);
        }
        switch (field) {
            case 1 -> readName();
            case 2 -> family.help(in.bytes(), in.position(), textEnd());
            case 3 -> readType(families.number());
            case 4 -> {
                return startMetric();
            }
            case 5 -> family.unit(in.bytes(), in.position(), textEnd());
            default -> {
                return false;
            }
        }
        described = true;
        return false;
    }

    private int textEnd() throws MalformedProtobufException {
        in.requireUtf8(in.position(), in.limit());
        return in.limit();
    }

    private void readName() throws MalformedProtobufException {
        refuseBehindMetrics("name");
        if (in.atEnd()) {
            throw in.malformed("the family's name is empty");
        }
        family.rename(in.bytes(), in.position(), textEnd());
        named = true;
    }

    private void readType(long number) throws MalformedProtobufException {
        refuseBehindMetrics("type");
        FamilyType known = FamilyType.of(number);
        if (known == null) {
            throw in.malformed("unknown metric type " + number);
        }
        type = known;
        family.type(type.metricType());
    }

    private void refuseBehindMetrics(String what) throws MalformedProtobufException {
        if (metrics > 0) {
            throw in.malformed("the family's " + what + " stands behind its metrics");
        }
    }

    private void requireName() throws MalformedProtobufException {
        if (!named) {
            throw in.malformed("the family has no name");
        }
    }

    private boolean startMetric() throws MalformedProtobufException, MalformedExpositionException {
        requireName();
        if (metrics++ == 0) {
            metric.startFamily(family.nameBytes(), type);
        }
        metric.start();
        inMetric = true;
        boolean tell = described;
        described = false;
        return tell;
    }

    @Override
    public LabelSlices labels() {
        return metric.labels();
    }

    @Override
    public long timestampMillis() {
        return metric.timestampMillis();
    }

    @Override
    public boolean hasTimestamp() {
        return metric.timestampMillis() != 0;
    }

    @Override
    public double value() {
        return metric.value();
    }

    @Override
    public @Nullable NativeHistogram histogram() {
        return metric.histogram();
    }

    @Override
    public long startMillis() {
        return metric.startMillis();
    }

    @Override
    public List<Exemplar> exemplars() {
        return metric.exemplars();
    }

    @Override
    public MetricMetadata metadata() {
        return family.metadata();
    }
}
