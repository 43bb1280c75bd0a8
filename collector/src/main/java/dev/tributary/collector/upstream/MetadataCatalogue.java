package dev.tributary.collector.upstream;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.model.MetricMetadata;
import dev.tributary.model.MetricType;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Types, help and units from {@code /api/v1/metadata}: federation pages say of every family that it is untyped. Where targets
 * disagree, the first that the server names counts. One thread.
 */
public final class MetadataCatalogue {
    private static final List<String> PARTS = List.of("_bucket", "_sum", "_count", "_gsum", "_gcount");

    /** OpenMetrics families lack these in their names, the series have them. */
    private static final List<String> OPEN_METRICS = List.of("_total", "_created", "_info");

    private Map<String, MetricMetadata> families = Map.of();

    /** Asks for everything anew; what was known stays when there is no answer. */
    public Future<Integer> refresh(UpstreamApi api) {
        return api.get("/api/v1/metadata").map(data -> {
            Map<String, MetricMetadata> read = new HashMap<>();
            data.properties().forEach(entry -> read.put(entry.getKey(), metadata(entry.getKey(), entry.getValue())));
            families = read;
            return read.size();
        });
    }

    private static MetricMetadata metadata(String family, JsonNode statements) {
        JsonNode first = statements.path(0);
        return new MetricMetadata(family, type(first.path("type").asText()), first.path("help").asText(),
                first.path("unit").asText());
    }

    private static MetricType type(String text) {
        try {
            return MetricType.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            // A type of a later version
            return MetricType.UNKNOWN;
        }
    }

    /** What is known of a family that a page announces without a type; the page's own word where that is more. */
    public MetricMetadata describe(MetricMetadata announced) {
        if (announced.type() != MetricType.UNKNOWN) {
            return announced;
        }
        String name = announced.family();
        MetricMetadata own = families.get(name);
        if (own != null) {
            return own;
        }
        for (String part : PARTS) {
            MetricMetadata whole = without(name, part);
            if (whole != null && hasParts(whole.type())) {
                return whole;
            }
        }
        for (String suffix : OPEN_METRICS) {
            MetricMetadata whole = without(name, suffix);
            if (whole != null) {
                return new MetricMetadata(name, suffix.equals("_created") ? MetricType.GAUGE : whole.type(),
                        whole.help(), whole.unit());
            }
        }
        return announced;
    }

    private static boolean hasParts(MetricType type) {
        return type == MetricType.HISTOGRAM || type == MetricType.GAUGEHISTOGRAM || type == MetricType.SUMMARY;
    }

    private @Nullable MetricMetadata without(String name, String suffix) {
        return name.endsWith(suffix) ? families.get(name.substring(0, name.length() - suffix.length())) : null;
    }
}
