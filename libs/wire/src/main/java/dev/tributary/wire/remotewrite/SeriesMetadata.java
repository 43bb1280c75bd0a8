package dev.tributary.wire.remotewrite;

import java.util.Arrays;

import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.model.port.SampleSink;
import dev.tributary.wire.prompb.MetadataTypes;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/**
 * The metadata that 2.0 repeats with every series, reported to the sink once per metric name and content: an unchanged
 * repetition costs a comparison and no object.
 */
final class SeriesMetadata {
    private static final int KEPT_MAX = 1 << 16;

    private final ProtoReader in;
    private final SymbolRanges symbols;
    /** Per metric name symbol: what was reported for it last, packed by {@link #pack}. */
    private long[] reported = {};

    private int type;
    private int helpRef;
    private int unitRef;

    SeriesMetadata(ProtoReader in, SymbolRanges symbols) {
        this.in = in;
        this.symbols = symbols;
    }

    /** Forgets the message before. */
    void clearMessage() {
        if (reported.length > KEPT_MAX) {
            reported = new long[0];
        } else {
            Arrays.fill(reported, 0);
        }
    }

    /** Forgets the series before. */
    void clearSeries() {
        type = 0;
        helpRef = 0;
        unitRef = 0;
    }

    /** Reads the message at the cursor: type 1, help_ref 3, unit_ref 4. */
    void read() throws MalformedProtobufException {
        int outer = in.enter();
        while (!in.atEnd()) {
            int tag = in.tag();
            int field = ProtoReader.field(tag);
            if (field == 1 || field == 3 || field == 4) {
                in.require(tag, WireType.VARINT);
            }
            switch (field) {
                case 1 -> type = MetadataTypes.number(MetadataTypes.fromNumber(in.varint()));
                case 3 -> helpRef = symbols.reference();
                case 4 -> unitRef = symbols.reference();
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
    }

    /** Tells the sink what the series said, unless it said nothing or only what its name's series said before. */
    void report(int nameRef, SampleSink sink) {
        long packed = pack();
        if (packed == 0) {
            return;
        }
        if (reported.length <= nameRef) {
            reported = Arrays.copyOf(reported, symbols.count());
        }
        if (reported[nameRef] != packed) {
            reported[nameRef] = packed;
            MetricType metricType = MetadataTypes.fromNumber(type);
            String family = FamilyNames.of(symbols.text(nameRef), metricType);
            sink.metadata(new MetricMetadata(family, metricType, symbols.text(helpRef), symbols.text(unitRef)));
        }
    }

    /** Symbol references have at most 24 bits. */
    private long pack() {
        return (long) type << 48 | (long) helpRef << 24 | unitRef;
    }
}
