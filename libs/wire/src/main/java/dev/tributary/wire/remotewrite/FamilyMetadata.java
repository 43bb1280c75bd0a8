package dev.tributary.wire.remotewrite;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import dev.tributary.wire.prompb.MetadataTypes;
import dev.tributary.wire.protobuf.ProtoWriter;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of families, looked up for each series a 2.0 message gets. The look-up by family name happens once per metric
 * name symbol; after that it is an array access.
 */
final class FamilyMetadata {
    private static final String[] SUFFIXES = {"_bucket", "_sum", "_count", "_gsum", "_gcount"};

    private record Described(MetricType type, int helpRef, int unitRef) {
    }

    private static final Described NOTHING = new Described(MetricType.UNKNOWN, 0, 0);

    private final SymbolTable symbols;
    private final ProtoWriter part = new ProtoWriter();
    private final Map<String, Described> families = new HashMap<>();
    /** By metric name symbol: what to write, null where not looked up yet. */
    private @Nullable Described[] bySymbol = {};

    FamilyMetadata(SymbolTable symbols) {
        this.symbols = symbols;
    }

    void reset() {
        families.clear();
        Arrays.fill(bySymbol, null);
    }

    void put(MetricMetadata metadata) {
        families.put(metadata.family(), new Described(metadata.type(), symbols.number(metadata.help()),
                symbols.number(metadata.unit())));
        Arrays.fill(bySymbol, null);
    }

    /** Appends the metadata message of a series: type 1, help_ref 3, unit_ref 4. Unknown metadata is left out. */
    void write(int metricName, ProtoWriter series) {
        if (families.isEmpty() || metricName == 0) {
            return;
        }
        Described described = of(metricName);
        if (!described.equals(NOTHING)) {
            part.reset();
            part.varintField(1, MetadataTypes.number(described.type));
            part.varintField(3, described.helpRef);
            part.varintField(4, described.unitRef);
            series.messageField(5, part);
        }
    }

    private Described of(int metricName) {
        if (metricName >= bySymbol.length) {
            bySymbol = Arrays.copyOf(bySymbol, 2 * symbols.count());
        }
        Described known = bySymbol[metricName];
        if (known == null) {
            known = lookUp(symbols.text(metricName));
            bySymbol[metricName] = known;
        }
        return known;
    }

    /** A series belongs to the family of its name, or to one it carries a part of: then the type must know that part. */
    private Described lookUp(String metricName) {
        Described own = families.get(metricName);
        if (own != null) {
            return own;
        }
        for (String suffix : SUFFIXES) {
            if (metricName.endsWith(suffix)) {
                String family = metricName.substring(0, metricName.length() - suffix.length());
                Described whole = families.get(family);
                if (whole != null && FamilyNames.of(metricName, whole.type).equals(family)) {
                    return whole;
                }
            }
        }
        return NOTHING;
    }
}
